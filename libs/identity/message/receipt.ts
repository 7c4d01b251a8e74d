import type { JWK } from 'jose';
import { z } from 'zod';
import { type FindKey, InvalidToken, type TokenKind, signClaims, verifyClaims } from '../signed-claims.js';

const LIFETIME = '5m';

/** Characters of a reason at most: it is for a log and a list. */
const LONGEST_REASON = 500;

/** Beyond any thread: there is room for what is numbered from there on. */
const LARGEST_SEQUENCE = 2 ** 30;

/** What a receiver says of a message that it was given. */
export interface Receipt {
  /** TAKEN: it is the receiver's to keep from now on. REFUSED: it will never be applied. */
  readonly outcome: 'TAKEN' | 'REFUSED';
  /** Why it was refused. */
  readonly reason: string | null;
  /** Where it was refused because another message has its number: the first that is free. */
  readonly nextSequence?: number;
}

/** Whose receipt it is, for whom, and of which message. */
export interface ReceiptOf {
  /** Code of the message's sender. */
  readonly sender: string;
  /** Code of the message's receiver, who signs. */
  readonly receiver: string;
  readonly messageId: string;
}

const claimsShape = z.object({
  iss: z.string(),
  jti: z.string(),
  outcome: z.enum(['TAKEN', 'REFUSED']),
  reason: z.string().max(LONGEST_REASON).nullable(),
  nextSequence: z.int().positive().max(LARGEST_SEQUENCE).optional(),
});

function kindFor(college: string): TokenKind {
  return { typ: 'college-receipt+jwt', audience: college };
}

/** @param key the receiver's private Ed25519 key: a relay has none like it, and so can swallow no message */
export function signReceipt({ sender, receiver, messageId }: ReceiptOf, { outcome, reason, nextSequence }: Receipt, key: JWK): Promise<string> {
  const claims = { outcome, reason: reason === null ? null : reason.slice(0, LONGEST_REASON), ...(nextSequence !== undefined && { nextSequence }) };
  return signClaims(kindFor(sender), { issuer: receiver, subject: receiver, id: messageId, claims }, key, LIFETIME);
}

/** @throws InvalidToken for one that the message's receiver did not sign, or that is of another message */
export async function verifyReceipt(token: string, { sender, receiver, messageId }: ReceiptOf, findKey: FindKey): Promise<Receipt> {
  const parsed = claimsShape.safeParse(await verifyClaims(kindFor(sender), token, findKey));
  if (!parsed.success) throw new InvalidToken('It is no receipt.');
  const { iss, jti, outcome, reason, nextSequence } = parsed.data;
  if (iss !== receiver) throw new InvalidToken('The receipt is not the receiver’s.');
  if (jti !== messageId) throw new InvalidToken('The receipt is of another message.');
  return { outcome, reason, ...(nextSequence !== undefined && { nextSequence }) };
}
