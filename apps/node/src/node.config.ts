import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import type { RosterSettings } from '#roster/open-roster.js';
import { isTimeZone } from './college/is-time-zone.js';
import type { ConsentAges } from './consents/consent-ages.js';
import { PARTICIPATION_APPROVALS, type ParticipationApproval } from './participations/participation-approval.js';
import { type SignInSettings, readSignInSettings } from './sign-in/sign-in.settings.js';

/** Everything that a node is told from outside, read once at start. */
export interface NodeConfig extends RosterSettings {
  readonly collegeCode: string;
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Path of the node's private keys, or the JWK Set itself. */
  readonly keys: string;
  /** IANA zone that a new database starts with, where one is given. */
  readonly timeZone: string | undefined;
  /** Database connections at most. */
  readonly poolSize: number;
  /** Milliseconds that a call waits for one of them, after which it is refused with BUSY. */
  readonly poolWait: number;
  /** Milliseconds after its start at which the node first does what it does by itself and nobody waits for. */
  readonly firstWorkAfter: number;
  /** Calls of one address that may prove nothing within a minute, after which its strangers are refused unheard; 0 for any number. */
  readonly rateLimit: number;
  /** How many proxies stand before the node, each of which adds to `X-Forwarded-For`. */
  readonly trustProxy: number;
  /** Whether gateways may be at addresses of this machine and of private networks. */
  readonly privateAddresses: boolean;
  readonly consentAges: ConsentAges;
  /** Who approves that a volunteer takes part, before a host is asked. */
  readonly participationApproval: ParticipationApproval;
  readonly signIn: SignInSettings;
}

const environmentShape = z
  .object({
    COLLEGE_CODE: required().regex(COLLEGE_CODE, 'must be 2 to 16 characters of a-z and 0-9'),
    DATABASE_URL: required().regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
    HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
    PORT: required()
      .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a number from 0 to 65535'),
    KEYS: required().min(1, 'must be the path of the node’s private keys'),
    ROSTER: required().min(1, 'must be the URL of the registry’s roster, or the path of a file of your own'),
    ROSTER_KEYS: z.string().min(1, 'must not be empty').optional(),
    ROSTER_LAST_GOOD: z.string().min(1, 'must not be empty').optional(),
    TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Samara').optional(),
    DATABASE_POOL: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'must be a number from 1 to 999')
      .transform(Number)
      .default(10),
    DATABASE_WAIT: z
      .string()
      .regex(/^[1-9]\d{1,4}$/, 'must be milliseconds, from 10 to 99999')
      .transform(Number)
      .default(1_000),
    FIRST_WORK_AFTER: z
      .string()
      .regex(/^\d{1,5}$/, 'must be milliseconds, from 0 to 99999')
      .transform(Number)
      .default(0),
    RATE_LIMIT: z
      .string()
      .regex(/^\d{1,6}$/, 'must be a number of refused calls a minute, or 0')
      .transform(Number)
      .default(300),
    TRUST_PROXY: z.string().regex(/^\d$/, 'must be the number of proxies before the node').transform(Number).default(0),
    PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }).default('refuse'),
    CONSENT_GUARDIAN_UNDER: age().default(18),
    CONSENT_OWN_FROM: age().default(14),
    PARTICIPATION_APPROVAL: z.enum(PARTICIPATION_APPROVALS, `must be one of ${PARTICIPATION_APPROVALS.join(', ')}`).default('AUTOMATIC'),
  })
  .refine(({ CONSENT_OWN_FROM, CONSENT_GUARDIAN_UNDER }) => CONSENT_OWN_FROM <= CONSENT_GUARDIAN_UNDER, {
    path: ['CONSENT_OWN_FROM'],
    message: 'must not be greater than CONSENT_GUARDIAN_UNDER',
  });

/**
 * Reads the environment into the node's configuration.
 * @throws Error naming every problem at once, and no value: an address may hold a password
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): NodeConfig {
  const parsed = environmentShape.safeParse(environment);
  const signIn = readSignInSettings(environment);
  if (!parsed.success || !signIn.success) {
    const issues = [...(parsed.error?.issues ?? []), ...(signIn.error?.issues ?? [])];
    const problems = issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`This node cannot start; please fix its environment:\n${problems.join('\n')}`);
  }
  const { data } = parsed;
  return Object.freeze({
    collegeCode: data.COLLEGE_CODE,
    databaseUrl: data.DATABASE_URL,
    host: data.HOST,
    port: data.PORT,
    keys: data.KEYS,
    roster: data.ROSTER,
    rosterKeys: data.ROSTER_KEYS,
    rosterLastGood: data.ROSTER_LAST_GOOD,
    timeZone: data.TIME_ZONE,
    poolSize: data.DATABASE_POOL,
    poolWait: data.DATABASE_WAIT,
    firstWorkAfter: data.FIRST_WORK_AFTER,
    rateLimit: data.RATE_LIMIT,
    trustProxy: data.TRUST_PROXY,
    privateAddresses: data.PRIVATE_ADDRESSES === 'allow',
    consentAges: Object.freeze({ guardianUnder: data.CONSENT_GUARDIAN_UNDER, ownFrom: data.CONSENT_OWN_FROM }),
    participationApproval: data.PARTICIPATION_APPROVAL,
    signIn: signIn.data,
  });
}

function required(): z.ZodString {
  return z.string({ error: 'is missing' });
}

/** In whole years. */
function age() {
  return z.string().regex(/^\d{1,2}$/, 'must be a number from 0 to 99').transform(Number);
}
