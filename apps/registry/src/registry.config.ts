import { z } from 'zod';
import { NOT_PLAIN, isPlainAddress } from '#contract/plain-address.js';

/** Everything that the registry is told from outside, read once at start. */
export interface RegistryConfig {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Under which address everybody else reaches it, with a slash at the end. */
  readonly publicUrl: string;
  /** Path of the registry's private keys, or the JWK Set itself. */
  readonly keys: string;
  /** Path of the file that names the network's first members and its gateways; null where nothing is to be founded. */
  readonly founding: string | null;
  /** Seconds for which a published roster is good. */
  readonly rosterSeconds: number;
  /** Seconds for which an old key is good after it was replaced. */
  readonly overlapSeconds: number;
  /** Requests a minute of one address that no gateway signed; 0 for any number. */
  readonly rateLimit: number;
  /** How many proxies stand before the registry, each of which adds to `X-Forwarded-For`. */
  readonly trustProxy: number;
  /** Whether nodes at addresses of this machine and of private networks may join. */
  readonly privateAddresses: boolean;
}

const DAY_SECONDS = 86_400;
const seconds = (standard: number) =>
  z.string().regex(/^[1-9]\d{0,7}$/, 'must be a number of seconds').transform(Number).default(standard);

const environmentShape = z.object({
  DATABASE_URL: required().regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  PORT: required()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be the address under which gateways and nodes reach the registry' }).refine(isPlainAddress, NOT_PLAIN),
  KEYS: required().min(1, 'must be the path of the registry’s private keys'),
  FOUNDING: z.string().min(1, 'must not be empty').optional(),
  ROSTER_SECONDS: seconds(DAY_SECONDS),
  OVERLAP_SECONDS: seconds(7 * DAY_SECONDS),
  RATE_LIMIT: z.string().regex(/^\d{1,6}$/, 'must be a number of requests a minute, or 0').transform(Number).default(120),
  TRUST_PROXY: z.string().regex(/^\d$/, 'must be the number of proxies before the registry').transform(Number).default(0),
  PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }).default('refuse'),
});

/**
 * Reads the environment into the registry's configuration.
 * @throws Error naming every problem at once, and no value: an address may hold a password
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): RegistryConfig {
  const parsed = environmentShape.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The registry cannot start; please fix its environment:\n${problems.join('\n')}`);
  }
  const { data } = parsed;
  return Object.freeze({
    databaseUrl: data.DATABASE_URL,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL.endsWith('/') ? data.PUBLIC_URL : `${data.PUBLIC_URL}/`,
    keys: data.KEYS,
    founding: data.FOUNDING ?? null,
    rosterSeconds: data.ROSTER_SECONDS,
    overlapSeconds: data.OVERLAP_SECONDS,
    rateLimit: data.RATE_LIMIT,
    trustProxy: data.TRUST_PROXY,
    privateAddresses: data.PRIVATE_ADDRESSES === 'allow',
  });
}

function required(): z.ZodString {
  return z.string({ error: 'is missing' });
}
