import { join } from 'node:path';
import type { CliEnvironment } from '../environment.js';
import type { DataFolder } from './data-folder.js';
import { GATEWAY_ID } from './demo-roster.js';
import { keysPath } from './local-keys.js';
import { pageFolder } from './page-build.js';
import { LOOPBACK } from './ports.js';
import type { ProcessPlan } from './supervised-process.js';

interface Surroundings {
  readonly environment: CliEnvironment;
  readonly folder: DataFolder;
}

interface GatewayRun {
  readonly script: string;
  readonly port: number;
}

/** Which college's node, and with what. */
interface NodeRun extends GatewayRun {
  readonly college: string;
  readonly databaseUrl: string;
  /** The origins that serve the page. */
  readonly pageOrigins: readonly string[];
}

/** One college's node, as its own machine would run it. */
export function nodePlan({ environment, folder }: Surroundings, { college, script, port, databaseUrl, pageOrigins }: NodeRun): ProcessPlan {
  return {
    name: college,
    script,
    environment: {
      ...common(environment, folder, port),
      COLLEGE_CODE: college,
      KEYS: keysPath(folder.keys, college),
      DATABASE_URL: databaseUrl,
      PAGE_ORIGINS: pageOrigins.join(','),
    },
    log: join(folder.logs, `${college}.log`),
    readyUrl: `http://${LOOPBACK}:${port}/health/ready`,
  };
}

/** A young generation large enough for what one request leaves behind; docker/gateway.Dockerfile says the same. */
const GATEWAY_FLAGS = ['--max-semi-space-size=64'];

/** The gateway, which knows the nodes by the roster alone. */
export function gatewayPlan({ environment, folder }: Surroundings, { script, port }: GatewayRun): ProcessPlan {
  return {
    name: 'gateway',
    script,
    flags: GATEWAY_FLAGS,
    environment: {
      ...common(environment, folder, port),
      NODE_ENV: 'production', // graphql-js checks less then
      INTROSPECTION: 'on', // whoever starts it here wants to look round, at /graphiql
      ROSTER_LAST_GOOD: folder.rosterLastGood,
      GATEWAY_ID,
      KEYS: keysPath(folder.keys, GATEWAY_ID),
      DASHBOARD: pageFolder(environment),
    },
    log: join(folder.logs, 'gateway.log'),
    readyUrl: `http://${LOOPBACK}:${port}/health/ready`,
  };
}

function common(environment: CliEnvironment, folder: DataFolder, port: number): Record<string, string> {
  return {
    ...environment.passedOn,
    HOST: LOOPBACK,
    PORT: String(port),
    ROSTER: folder.roster,
    NODE_COMPILE_CACHE: folder.compileCache,
    NO_COLOR: '1', // what they print goes to files
  };
}
