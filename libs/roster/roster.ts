import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import { NOT_PLAIN, isPlainAddress } from '#contract/plain-address.js';

/** A key stays in the roster once it is retired, so that old signatures can still be checked; new ones no longer count. */
const anyKey = { kid: z.string().min(1), kty: z.literal('OKP'), x: z.string().min(1), retiredAt: z.iso.datetime({ offset: true }).optional() };
const signingKey = z.strictObject({ ...anyKey, crv: z.literal('Ed25519') });
const encryptionKey = z.strictObject({ ...anyKey, crv: z.literal('X25519') });
const key = z.discriminatedUnion('crv', [signingKey, encryptionKey]);

const membershipStatus = z.enum(['INVITED', 'OBSERVER', 'MEMBER', 'SUSPENDED', 'LEFT']);

const code = z.string().regex(COLLEGE_CODE, 'a college code is 2 to 16 of a-z and 0-9');

const address = z.url({ protocol: /^https?$/ }).refine(isPlainAddress, NOT_PLAIN);

const member = z.strictObject({
  code,
  name: z.string().min(1),
  shortName: z.string().min(1),
  city: z.string().min(1),
  region: z.string().min(1),
  status: membershipStatus,
  /** Where its node answers GraphQL over HTTP. */
  endpoint: address,
  /** Where its people sign in: its node as an OpenID provider (OpenID Connect Discovery 1.0 §3). */
  issuer: address.optional(),
  contractVersion: z.int32().positive(),
  keys: z.array(key),
  /** Until when it was a member, where it is none any more; who never was one has none. */
  leftAt: z.iso.datetime({ offset: true }).optional(),
});

const gateway = z.strictObject({
  /** Read where a college's code is read: in what it signs. */
  id: code,
  keys: z.array(signingKey),
  /** Where it answers people and passes nodes' messages on: its public origin. One without is no relay. */
  url: address.optional(),
});

/** The registry itself: where it answers, and its keys, by which it also calls nodes to check them. */
const registry = z.strictObject({
  /** Where it answers GraphQL over HTTP. */
  endpoint: address,
  keys: z.array(key),
});

const rosterShape = z.strictObject({
  /** Only grows. */
  version: z.int().positive(),
  /** From when on nobody works from it any more. A file of one's own may have none. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  colleges: z
    .array(member)
    .refine((colleges) => new Set(colleges.map(({ code }) => code)).size === colleges.length, 'a code stands there twice'),
  gateways: z.array(gateway).default([]),
  /** None on a network that keeps its roster by hand. */
  registry: registry.optional(),
});

export type MembershipStatus = z.infer<typeof membershipStatus>;
export type RosterKey = Readonly<z.infer<typeof key>>;
export type Member = Readonly<z.infer<typeof member>>;
export type Gateway = Readonly<z.infer<typeof gateway>>;
export type RegistryEntry = Readonly<z.infer<typeof registry>>;

/** Whom the registry signs as, and what is meant for it: no college and no gateway has this code. */
export const REGISTRY_ID = 'registry';
export type Roster = Readonly<z.infer<typeof rosterShape>>;

/** Says everything that is wrong with a roster, a line each. */
export class InvalidRoster extends Error {
  constructor(problems: readonly string[]) {
    super(`The roster is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'InvalidRoster';
  }
}

/**
 * Reads a roster from JSON.
 * @throws InvalidRoster naming every problem at once
 */
export function parseRoster(json: string): Roster {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InvalidRoster([error instanceof Error ? error.message : 'not JSON']);
  }
  const parsed = rosterShape.safeParse(value);
  if (!parsed.success) {
    throw new InvalidRoster(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'roster'}: ${issue.message}`));
  }
  return parsed.data;
}
