import { ConsoleLogger } from '@nestjs/common';

/** One JSON object a line, of what somebody should look at. */
export class RegistryLogger extends ConsoleLogger {
  constructor() {
    super({ json: true, colors: false, compact: true, logLevels: ['warn', 'error', 'fatal'] });
  }
}
