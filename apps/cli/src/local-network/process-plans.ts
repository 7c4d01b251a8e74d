import { join } from 'node:path';
import type { SigningPublicKey } from '#identity/keys.js';
import { registryPaths } from '#membership/answers.js';
import { REGISTRY_ID } from '#roster/roster.js';
import type { CliEnvironment } from '../environment.js';
import type { DataFolder } from './data-folder.js';
import { GATEWAY_ID } from './founding.js';
import { keysPath } from './local-keys.js';
import { pageFolder } from './page-build.js';
import { LOOPBACK } from './ports.js';
import type { ProcessPlan } from './supervised-process.js';

interface Surroundings {
  readonly environment: CliEnvironment;
  readonly folder: DataFolder;
  readonly registry: LocalRegistry;
}

/** The registry of the local network, as everybody else knows it. */
export interface LocalRegistry {
  readonly port: number;
  readonly key: SigningPublicKey;
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
export function nodePlan(surroundings: Surroundings, { college, script, port, databaseUrl, pageOrigins }: NodeRun): ProcessPlan {
  const { folder } = surroundings;
  return {
    name: college,
    script,
    environment: {
      ...common(surroundings, port),
      ...publishedRoster(surroundings, college),
      COLLEGE_CODE: college,
      KEYS: keysPath(folder.keys, college),
      DATABASE_URL: databaseUrl,
      PAGE_ORIGINS: pageOrigins.join(','),
      PRIVATE_ADDRESSES: 'allow', // the gateway's
      FIRST_WORK_AFTER: '3000', // five nodes start at once here, and answer first
    },
    log: join(folder.logs, `${college}.log`),
    readyUrl: `http://${LOOPBACK}:${port}/health/ready`,
  };
}

/** A young generation large enough for what one request leaves behind; docker/gateway.Dockerfile says the same. */
const GATEWAY_FLAGS = ['--max-semi-space-size=64'];

/** The gateway, which knows the nodes by the roster alone. */
export function gatewayPlan(surroundings: Surroundings, { script, port }: GatewayRun): ProcessPlan {
  const { environment, folder } = surroundings;
  return {
    name: 'gateway',
    script,
    flags: GATEWAY_FLAGS,
    environment: {
      ...common(surroundings, port),
      ...publishedRoster(surroundings, GATEWAY_ID),
      NODE_ENV: 'production', // graphql-js checks less then
      INTROSPECTION: 'on', // whoever starts it here wants to look round, at /graphiql
      GATEWAY_ID,
      PRIVATE_ADDRESSES: 'allow',
      KEYS: keysPath(folder.keys, GATEWAY_ID),
      DASHBOARD: pageFolder(environment),
    },
    log: join(folder.logs, 'gateway.log'),
    readyUrl: `http://${LOOPBACK}:${port}/health/ready`,
  };
}

/** The registry, on a database of its own. */
export function registryPlan(surroundings: Surroundings, { script, databaseUrl }: { readonly script: string; readonly databaseUrl: string }): ProcessPlan {
  const { folder, registry } = surroundings;
  const url = `http://${LOOPBACK}:${registry.port}/`;
  return {
    name: REGISTRY_ID,
    script,
    environment: {
      ...common(surroundings, registry.port),
      DATABASE_URL: databaseUrl,
      KEYS: keysPath(folder.keys, REGISTRY_ID),
      PUBLIC_URL: url,
      FOUNDING: folder.founding,
      PRIVATE_ADDRESSES: 'allow',
    },
    log: join(folder.logs, `${REGISTRY_ID}.log`),
    readyUrl: `${url}health/ready`,
  };
}

/** Where the roster is, and what proves it; each process keeps its own last good one. */
function publishedRoster({ folder, registry }: Surroundings, owner: string): Record<string, string> {
  return {
    ROSTER: `http://${LOOPBACK}:${registry.port}/${registryPaths.roster}`,
    ROSTER_KEYS: JSON.stringify({ keys: [registry.key] }),
    ROSTER_LAST_GOOD: join(folder.rosters, `${owner}.jws`),
  };
}

function common({ environment, folder }: Surroundings, port: number): Record<string, string> {
  return {
    ...environment.passedOn,
    HOST: LOOPBACK,
    PORT: String(port),
    NODE_COMPILE_CACHE: folder.compileCache,
    NO_COLOR: '1', // what they print goes to files
  };
}
