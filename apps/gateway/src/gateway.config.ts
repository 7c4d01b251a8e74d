import { dirname, join } from 'node:path';
import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import type { RosterSettings } from '#roster/open-roster.js';

/** As a browser says it in `Origin`: compared letter by letter. */
const origin = z.string().refine(isOrigin, 'list origins such as https://volunteers.example.org, with commas between them');

const port = z.coerce.number().int().min(0).max(65_535);

const shape = z
  .object({
    PORT: port.default(4_000),
    HOST: z.string().min(1).default('127.0.0.1'),
    ROSTER: z.string().min(1).optional(),
    ROSTER_KEYS: z.string().min(1).optional(),
    ROSTER_LAST_GOOD: z.string().min(1).optional(),
    STATUS_LISTS: z.string().min(1).optional(),
    GATEWAY_ID: z.string().regex(COLLEGE_CODE, 'must be 2 to 16 characters of a-z and 0-9').default('gateway'),
    KEYS: z.string().min(1).optional(),
    PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }).default('refuse'),
    DASHBOARD: z.string().min(1).optional(),
    SUPERGRAPH: z.string().min(1).optional(),
    INTROSPECTION: z.enum(['on', 'off']).optional(),
    NODE_ENV: z.string().optional(),
    ORIGINS: z.string().transform(listed).pipe(z.array(origin)).default([]),
    RATE_LIMIT: z.coerce.number().int().min(0).max(1_000_000).default(1_800),
    COLLEGE_RATE_LIMIT: z.coerce.number().int().min(0).max(100_000_000).optional(),
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  })
  .refine(({ ROSTER, SUPERGRAPH }) => ROSTER !== undefined || SUPERGRAPH !== undefined, {
    path: ['ROSTER'],
    error: 'give the URL of the registry’s roster, or the path of a file of your own (or SUPERGRAPH, to serve an ordinary supergraph)',
  })
  .refine(({ KEYS, SUPERGRAPH }) => KEYS !== undefined || SUPERGRAPH !== undefined, {
    path: ['KEYS'],
    error: 'name the file with the gateway’s private keys: no node answers a call that is not signed by a gateway of the roster',
  });

/** Six hundred requests a second by default: as many as ten people who never pause, or hundreds who look around at once. */
const VISITORS_OF_A_COLLEGE = 20;

/** What a gateway of a network of colleges is told. */
export interface NetworkConfig extends RosterSettings {
  /** The gateway's own id in the roster. */
  readonly id: string;
  /** Path of the gateway's private keys, or the JWK Set itself. */
  readonly keys: string;
  /** The folder in which colleges' status lists are kept; undefined keeps them in memory, until the next start. */
  readonly statusLists: string | undefined;
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
  /** Whether clients may read the schema, and have GraphiQL to do so. */
  readonly introspection: boolean;
  /** Whose pages, besides our own, may ask in a reader's browser. */
  readonly origins: readonly string[];
  /** Requests that one visitor's address may send a minute; 0 for any number. */
  readonly rateLimit: number;
  /** Requests that all people of one college may send together a minute; 0 for any number. */
  readonly collegeRateLimit: number;
  /** How many proxies stand before the gateway, each of which adds to `X-Forwarded-For`. */
  readonly trustProxy: number;
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
  const { INTROSPECTION, NODE_ENV, ORIGINS, RATE_LIMIT, COLLEGE_RATE_LIMIT, TRUST_PROXY } = parsed.data;
  const { PORT, HOST, ROSTER, ROSTER_KEYS, ROSTER_LAST_GOOD, STATUS_LISTS, GATEWAY_ID, KEYS, PRIVATE_ADDRESSES, DASHBOARD, SUPERGRAPH } = parsed.data;
  const network = {
    id: GATEWAY_ID,
    keys: KEYS ?? '',
    roster: ROSTER ?? '',
    rosterKeys: ROSTER_KEYS,
    rosterLastGood: ROSTER_LAST_GOOD,
    statusLists: STATUS_LISTS ?? (ROSTER_LAST_GOOD === undefined ? undefined : join(dirname(ROSTER_LAST_GOOD), 'status-lists')),
    privateAddresses: PRIVATE_ADDRESSES === 'allow',
  };
  return Object.freeze({
    host: HOST,
    port: PORT,
    network: SUPERGRAPH === undefined ? network : null,
    dashboard: DASHBOARD ?? null,
    supergraph: SUPERGRAPH ?? null,
    introspection: SUPERGRAPH !== undefined || (INTROSPECTION === undefined ? NODE_ENV !== 'production' : INTROSPECTION === 'on'),
    origins: ORIGINS,
    rateLimit: RATE_LIMIT,
    collegeRateLimit: COLLEGE_RATE_LIMIT ?? RATE_LIMIT * VISITORS_OF_A_COLLEGE,
    trustProxy: TRUST_PROXY,
  });
}

function listed(text: string): string[] {
  return text.split(',').map((item) => item.trim()).filter((item) => item !== '');
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
