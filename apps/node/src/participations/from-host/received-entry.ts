import { InvalidCredential } from '#credentials/invalid-credential.js';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { type VerifiedEntry, verifyEntry } from '#credentials/verify-entry.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { mustBeOfThisCentury, mustBePossible } from './told-event.js';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;

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

/** What one host has credited to a volunteer around the time of an event, with that event's own time. */
export interface CreditedAround {
  readonly minutes: number;
  readonly from: Date;
  readonly until: Date;
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

/**
 * A forum's hours and those of its sessions may both count; nobody gives more than a day has, whatever number of events they are of.
 * @throws MessageRefused for an entry that would come to more than 24 hours a day together with the same host's others
 */
export function mustFitInDays(entry: VerifiedEntry, around: CreditedAround): void {
  const days = Math.ceil(minutesBetween(around.from, around.until) / MINUTES_A_DAY);
  if (entry.minutes + around.minutes > days * MINUTES_A_DAY) throw new MessageRefused('with the host’s other entries of that time there are more hours than the days have');
}

/** Minutes from one moment to another, the one that has begun counted whole. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / MINUTE_MS);
}
