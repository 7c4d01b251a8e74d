import { freePorts } from './free-ports.js';
import { ServerProcess } from './server-process.js';

/** Starts a gateway with this environment at a free port, and waits until it serves. */
export async function startGateway(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const gateway = new ServerProcess({ name: 'gateway', script: 'apps/gateway/src/main.js', port: await freePorts(1), environment });
  await gateway.start();
  return gateway;
}
