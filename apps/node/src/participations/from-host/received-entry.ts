import { InvalidCredential } from '#credentials/invalid-credential.js';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { type VerifiedEntry, verifyEntry } from '#credentials/verify-entry.js';
import { minutesBetween } from '../../credentials/hours-in-days.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { mustBeOfThisCentury, mustBePossible } from './told-event.js';

const MINUTE_MS = 60_000;

/** What an entry must say to be credited here. */
export interface ExpectedEntry {
  readonly id: string;
  /** Code of the host. */
  readonly issuer: string;
  /** Global ids. */
  readonly volunteerId: string;
  readonly eventId: string;
  readonly minutes: number | null;
  /** Minutes that the event takes, as the host told it before; null where it never did. */
  readonly eventMinutes: number | null;
}

/** @throws MessageRefused for what is not an entry that its issuer signed */
export async function openEntry(jws: string, findKey: FindIssuerKey): Promise<VerifiedEntry> {
  try {
    return await verifyEntry(jws, findKey);
  } catch (error) {
    if (error instanceof InvalidCredential) throw new MessageRefused(`the entry does not count: ${error.reason}`);
    throw error;
  }
}

/** @throws MessageRefused for an entry of somebody else, of another event, of one that has not begun, or of more time than the event took */
export function mustBeOf(entry: VerifiedEntry, expected: ExpectedEntry, now: Date): void {
  for (const name of ['id', 'issuer', 'volunteerId', 'eventId', 'minutes'] as const) {
    if (entry[name] !== expected[name]) throw new MessageRefused(`the entry has another ${name} than what it is said to be of`);
  }
  mustBePossible(entry);
  mustBeOfThisCentury(entry.issuedAt);
  if (entry.startsAt.getTime() > now.getTime() + MINUTE_MS) throw new MessageRefused('the entry is of an event that has not begun');
  const most = Math.min(minutesBetween(entry.startsAt, entry.endsAt), expected.eventMinutes ?? Infinity);
  if (entry.minutes <= 0 || entry.minutes > most) throw new MessageRefused('the entry has more minutes than the event');
}
