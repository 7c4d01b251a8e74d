import { logWarnings } from '#defence/log-warnings.js';
import { NodeLogger } from './node.logger.js';

// Apollo’s packages read this as they load.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const LONGEST_SHUTDOWN = 1_500;

async function start(): Promise<void> {
  logWarnings(new NodeLogger());
  const { readConfig } = await import('./node.config.js');
  const { createNode } = await import('./node.js');

  const config = readConfig(process.env);
  const node = await createNode(config);
  await node.listen(config.port, config.host);
  process.send?.('ready', () => undefined); // to whoever keeps it running, if they still listen; pm2 understands it too
  console.log(JSON.stringify({ level: 'log', message: `The node of ${config.collegeCode} listens at ${await node.getUrl()}.` }));

  const stop = () => {
    setTimeout(() => process.exit(0), LONGEST_SHUTDOWN).unref();
    void node.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
