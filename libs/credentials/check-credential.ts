import { InvalidCredential, type Reason } from './invalid-credential.js';
import { fromShortForm } from './short-form.js';
import type { FindIssuerKey } from './signed-credential.js';
import { type StatusList, isGood } from './status-list.js';
import { LONGEST_ENTRY, type VerifiedEntry, verifyEntry } from './verify-entry.js';

/** Whether an entry is genuine and in force, and what it says. */
export interface CredentialCheck {
  /** Genuine, in force, and known to be. */
  readonly valid: boolean;
  /** Why not; null for a valid one. */
  readonly reason: Reason | null;
  /** What the host signed; null where nobody can say that it signed this. */
  readonly entry: VerifiedEntry | null;
  readonly revokedAt: Date | null;
  /** When the issuer last said how it stands; null where that is not known. */
  readonly statusAsOf: Date | null;
}

/** A list of a college as it is known here, however old; null where there is none. */
export type FindStatusList = (issuer: string, list: number) => Promise<StatusList | null>;

/** What is shown or pasted may have a few words of an address around it. */
const LONGEST_TEXT = 2 * LONGEST_ENTRY;

/**
 * Checks an entry for whoever was shown it.
 * @param text a compact JWS, a short form, or the address in a QR code
 */
export async function checkCredential(text: string, findKey: FindIssuerKey, findList: FindStatusList): Promise<CredentialCheck> {
  try {
    const entry = await verifyEntry(jwsIn(text), findKey);
    return withStatus(entry, await findList(entry.issuer, entry.status.list));
  } catch (error) {
    if (!(error instanceof InvalidCredential)) throw error;
    return { valid: false, reason: error.reason, entry: null, revokedAt: null, statusAsOf: null };
  }
}

function withStatus(entry: VerifiedEntry, list: StatusList | null): CredentialCheck {
  const { index } = entry.status;
  const statusAsOf = list?.validFrom ?? null;
  // A revocation is for ever, however old the list that tells of it.
  if (list?.isRevoked(index)) return { valid: false, reason: 'REVOKED', entry, revokedAt: list.revokedAt(index), statusAsOf };
  if (!list || !isGood(list)) return { valid: false, reason: 'STATUS_UNKNOWN', entry, revokedAt: null, statusAsOf };
  return { valid: true, reason: null, entry, revokedAt: null, statusAsOf };
}

/** @throws InvalidCredential where there is none */
function jwsIn(text: string): string {
  if (text.length > LONGEST_TEXT) throw new InvalidCredential('NOT_A_CREDENTIAL', 'It is too long.');
  const bare = text.slice(text.indexOf('#') + 1).replaceAll(/\s+/g, '');
  const jws = bare.includes('.') ? bare : fromShortForm(bare);
  if (jws === null) throw new InvalidCredential('NOT_A_CREDENTIAL', 'It is no short form.');
  return jws;
}
