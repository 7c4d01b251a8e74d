import { createHash, randomBytes } from 'node:crypto';
import { COLLEGE_CODE } from '#contract/ids.js';

const SECRET_BYTES = 24;

/** What an invited college is given once: `<code>.<secret>.<id of the registry's key>`. */
export interface InvitationToken {
  readonly college: string;
  /** The registry that invites signs with this key: whoever holds the token cannot be led to another one. */
  readonly registryKid: string;
}

/** Random, and so another one each time. */
export function makeInvitationToken(college: string, registryKid: string): string {
  return `${college}.${randomBytes(SECRET_BYTES).toString('base64url')}.${registryKid}`;
}

/** Null for what is no such token. */
export function readInvitationToken(token: string): InvitationToken | null {
  const [college = '', secret = '', registryKid = '', ...rest] = token.split('.');
  const isOne = COLLEGE_CODE.test(college) && /^[\w-]{32}$/.test(secret) && /^[\w-]{43}$/.test(registryKid) && rest.length === 0;
  return isOne ? { college, registryKid } : null;
}

/** What the registry keeps of a token: it was random, so a bare hash cannot be guessed backwards. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
