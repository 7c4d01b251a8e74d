import { logWarnings } from '#defence/log-warnings.js';
import { RegistryLogger } from './registry.logger.js';

// Apollo’s packages read this as they load.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const LONGEST_SHUTDOWN = 1_500;

async function start(): Promise<void> {
  logWarnings(new RegistryLogger());
  const { readConfig } = await import('./registry.config.js');
  const { createRegistry } = await import('./registry.js');

  const config = readConfig(process.env);
  const registry = await createRegistry(config);
  await registry.listen(config.port, config.host);
  process.send?.('ready', () => undefined); // to whoever keeps it running, if they still listen; pm2 understands it too
  console.log(JSON.stringify({ level: 'log', message: `The registry listens at ${await registry.getUrl()}.` }));

  const stop = () => {
    setTimeout(() => process.exit(0), LONGEST_SHUTDOWN).unref();
    void registry.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
