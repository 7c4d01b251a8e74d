import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const shape = z
  .object({
    PORT: port.default(4_000),
    HOST: z.string().min(1).default('127.0.0.1'),
    ROSTER: z.string().min(1).optional(),
    ROSTER_LAST_GOOD: z.string().min(1).optional(),
    DASHBOARD: z.string().min(1).optional(),
    SUPERGRAPH: z.string().min(1).optional(),
  })
  .refine(({ ROSTER, SUPERGRAPH }) => ROSTER !== undefined || SUPERGRAPH !== undefined, {
    path: ['ROSTER'],
    error: 'name the JSON file that says who is on the network (or SUPERGRAPH, to serve an ordinary supergraph)',
  });

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** The roster's JSON file; null when an ordinary supergraph is served. */
  readonly roster: string | null;
  /** Where the last good roster is kept for a restart. */
  readonly rosterLastGood: string | undefined;
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
  const { PORT, HOST, ROSTER, ROSTER_LAST_GOOD, DASHBOARD, SUPERGRAPH } = parsed.data;
  return Object.freeze({
    host: HOST,
    port: PORT,
    roster: SUPERGRAPH === undefined ? (ROSTER ?? null) : null,
    rosterLastGood: ROSTER_LAST_GOOD,
    dashboard: DASHBOARD ?? null,
    supergraph: SUPERGRAPH ?? null,
  });
}
