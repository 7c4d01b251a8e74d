import { fileURLToPath } from 'node:url';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { projectFile } from '#contract/project-file.js';
import { logWarnings } from '#defence/log-warnings.js';
import { gatewayConfig } from './gateway.config.js';
import { HttpErrorFilter } from './server/http-error.filter.js';
import { protect } from './server/http-protection.js';
import { servePage } from './server/page.js';

// Before @apollo/gateway loads: it phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

async function start(): Promise<void> {
  const config = gatewayConfig(process.env);
  const logger = new ConsoleLogger('Gateway', { json: true, colors: false, compact: true, logLevels: ['log', 'warn', 'error', 'fatal'] });
  // What the modules fetch as they are made may already have something to say.
  Logger.overrideLogger(logger);
  logWarnings(logger);
  const { AppModule } = await import('./app.module.js');
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(config), { bodyParser: false, logger });
  protect(app, config);
  // Answers to POST are never compared by their tag, which would cost a hash over each of them (RFC 9110 §8.8.3).
  app.disable('etag');
  app.useGlobalFilters(new HttpErrorFilter());
  app.enableShutdownHooks();
  servePage(app, config.dashboard ?? fileURLToPath(projectFile('apps/dashboard/dist')), config.introspection);
  await app.listen(config.port, config.host);
  process.send?.('ready', () => undefined); // to whoever keeps it running, if they still listen; pm2 understands it too
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
