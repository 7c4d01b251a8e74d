import { z } from 'zod';
import { collegeOf } from '#contract/ids.js';
import { InvalidCredential } from './invalid-credential.js';
import { collegeUri, globalIdIn, statusListIn, thingUri, uuidIn } from './names.js';
import { type FindIssuerKey, openCredential } from './signed-credential.js';
import { BITS_IN_LIST, MOST_LISTS } from './status-bits.js';

/** What an entry said, once its signature was found good. */
export interface VerifiedEntry {
  readonly id: string;
  /** Code of the host, whose key signed it. */
  readonly issuer: string;
  readonly volunteerId: string;
  readonly subjectName: string | null;
  readonly role: 'STUDENT' | 'STAFF';
  readonly eventId: string;
  readonly eventTitle: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly minutes: number;
  readonly issuedAt: Date;
  /** Where it stands in the issuer's status lists. */
  readonly status: { readonly list: number; readonly index: number };
}

/** Ten times what an entry of ours is. */
export const LONGEST_ENTRY = 16_384;

const moment = z.iso.datetime().transform((text) => new Date(text));
const globalId = z.string().transform((uri, context) => globalIdIn(uri) ?? wrong(context));

const shape = z.looseObject({
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  iss: z.string(),
  sub: z.string(),
  jti: z.string(),
  nbf: z.int(),
  id: z.string().regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  credentialSubject: z.looseObject({
    id: globalId,
    identifier: z.tuple([z.looseObject({ identityType: z.literal('name'), hashed: z.literal(false), identityHash: z.string().min(1) })]).optional(),
    role: z.enum(['STUDENT', 'STAFF']),
    activityStartDate: moment,
    activityEndDate: moment,
    achievement: z.looseObject({ id: globalId, name: z.string().min(1) }),
    result: z.tuple([z.looseObject({ value: z.string().regex(/^\d{1,6}$/).transform(Number) })]),
  }),
  credentialStatus: z.looseObject({
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z
      .string()
      .regex(/^\d{1,7}$/)
      .transform(Number)
      .refine((index) => index < BITS_IN_LIST),
    statusListCredential: z
      .string()
      .transform((url, context) => statusListIn(url) ?? wrong(context))
      .refine((list) => list <= MOST_LISTS),
  }),
});

/**
 * Checks that an entry is what its host signed with a key that was in force when it did. Whether it was revoked since is
 * `checkCredential`'s question.
 * @param findKey `issuerKeys` of a roster
 * @throws InvalidCredential saying why it does not count
 */
export async function verifyEntry(jws: string, findKey: FindIssuerKey): Promise<VerifiedEntry> {
  const { issuer, issuedAt, content } = await openCredential(jws, LONGEST_ENTRY, findKey);
  const parsed = shape.safeParse(content);
  if (!parsed.success) {
    throw new InvalidCredential('NOT_A_CREDENTIAL', `It is no entry: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`);
  }
  const { id, credentialSubject: subject, credentialStatus, iss, sub, jti, nbf } = parsed.data;
  const isSame = iss === collegeUri(issuer) && sub === thingUri(subject.id) && jti === id && nbf === Math.floor(issuedAt.getTime() / 1_000);
  if (!isSame) throw new InvalidCredential('NOT_A_CREDENTIAL', 'Its claims do not say the same as the credential.');
  if (collegeOf(subject.achievement.id) !== issuer) throw new InvalidCredential('NOT_A_CREDENTIAL', 'Its event is not the issuer’s.');
  return {
    id: uuidIn(id),
    issuer,
    volunteerId: subject.id,
    subjectName: subject.identifier?.[0].identityHash ?? null,
    role: subject.role,
    eventId: subject.achievement.id,
    eventTitle: subject.achievement.name,
    startsAt: subject.activityStartDate,
    endsAt: subject.activityEndDate,
    minutes: subject.result[0].value,
    issuedAt,
    status: { list: credentialStatus.statusListCredential, index: credentialStatus.statusListIndex },
  };
}

function wrong(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'names nothing of ours' });
  return z.NEVER;
}
