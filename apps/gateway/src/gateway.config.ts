import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import type { RosterSettings } from '#roster/open-roster.js';

const port = z.coerce.number().int().min(0).max(65_535);

const shape = z
  .object({
    PORT: port.default(4_000),
    HOST: z.string().min(1).default('127.0.0.1'),
    ROSTER: z.string().min(1).optional(),
    ROSTER_KEYS: z.string().min(1).optional(),
    ROSTER_LAST_GOOD: z.string().min(1).optional(),
    GATEWAY_ID: z.string().regex(COLLEGE_CODE, 'must be 2 to 16 characters of a-z and 0-9').default('gateway'),
    KEYS: z.string().min(1).optional(),
    PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }).default('refuse'),
    DASHBOARD: z.string().min(1).optional(),
    SUPERGRAPH: z.string().min(1).optional(),
  })
  .refine(({ ROSTER, SUPERGRAPH }) => ROSTER !== undefined || SUPERGRAPH !== undefined, {
    path: ['ROSTER'],
    error: 'give the URL of the registry’s roster, or the path of a file of your own (or SUPERGRAPH, to serve an ordinary supergraph)',
  })
  .refine(({ KEYS, SUPERGRAPH }) => KEYS !== undefined || SUPERGRAPH !== undefined, {
    path: ['KEYS'],
    error: 'name the file with the gateway’s private keys: no node answers a call that is not signed by a gateway of the roster',
  });

/** What a gateway of a network of colleges is told. */
export interface NetworkConfig extends RosterSettings {
  /** The gateway's own id in the roster. */
  readonly id: string;
  /** Path of the gateway's private keys, or the JWK Set itself. */
  readonly keys: string;
  /** Whether nodes may be at addresses of this machine and of private networks. */
  readonly privateAddresses: boolean;
}

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** Null when an ordinary supergraph is served. */
  readonly network: NetworkConfig | null;
  /** The folder with the built page; null for the one in the source tree. */
  readonly dashboard: string | null;
  /** A supergraph whose subgraphs are served at the URLs it gives, in the place of the network of colleges. */
  readonly supergraph: string | null;
}

/**
 * Reads the environment once.
 * @throws Error naming every problem at once, and no value
 */
export function gatewayConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const parsed = shape.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The gateway cannot start; please fix its environment:\n${problems.join('\n')}`);
  }
  const { PORT, HOST, ROSTER, ROSTER_KEYS, ROSTER_LAST_GOOD, GATEWAY_ID, KEYS, PRIVATE_ADDRESSES, DASHBOARD, SUPERGRAPH } = parsed.data;
  const network = {
    id: GATEWAY_ID,
    keys: KEYS ?? '',
    roster: ROSTER ?? '',
    rosterKeys: ROSTER_KEYS,
    rosterLastGood: ROSTER_LAST_GOOD,
    privateAddresses: PRIVATE_ADDRESSES === 'allow',
  };
  return Object.freeze({
    host: HOST,
    port: PORT,
    network: SUPERGRAPH === undefined ? network : null,
    dashboard: DASHBOARD ?? null,
    supergraph: SUPERGRAPH ?? null,
  });
}
