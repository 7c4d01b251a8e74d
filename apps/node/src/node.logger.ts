import { ConsoleLogger } from '@nestjs/common';

/** Parts of Nest that tell at every start what they set up. */
const CHATTY: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'GraphQLModule',
]);

/** One JSON object a line; without Nest's account of its own start. */
export class NodeLogger extends ConsoleLogger {
  constructor() {
    super({ json: true, colors: false, compact: true, logLevels: ['log', 'warn', 'error', 'fatal'] });
  }

  override log(message: unknown, ...context: unknown[]): void {
    if (!CHATTY.has(context.at(-1))) super.log(message, ...context);
  }

  /** Why the node could not start is said by main.ts, in a sentence. */
  override error(message: unknown, ...context: unknown[]): void {
    if (context.at(-1) !== 'ExceptionHandler') super.error(message, ...context);
  }
}
