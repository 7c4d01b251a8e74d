import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';

const publicKey = z.strictObject({
  kid: z.string().min(1),
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
});

const membershipStatus = z.enum(['INVITED', 'OBSERVER', 'MEMBER', 'SUSPENDED', 'LEFT']);

const member = z.strictObject({
  code: z.string().regex(COLLEGE_CODE, 'a college code is 2 to 16 of a-z and 0-9'),
  name: z.string().min(1),
  shortName: z.string().min(1),
  city: z.string().min(1),
  region: z.string().min(1),
  status: membershipStatus,
  /** Where its node answers GraphQL over HTTP. */
  endpoint: z.url({ protocol: /^https?$/ }),
  contractVersion: z.int().positive(),
  keys: z.array(publicKey),
});

const rosterShape = z.strictObject({
  version: z.int().positive(),
  colleges: z
    .array(member)
    .refine((colleges) => new Set(colleges.map(({ code }) => code)).size === colleges.length, 'a code stands there twice'),
});

export type MembershipStatus = z.infer<typeof membershipStatus>;
export type Member = Readonly<z.infer<typeof member>>;
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
