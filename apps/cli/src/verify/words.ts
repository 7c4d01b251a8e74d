import type { Reason } from '#credentials/invalid-credential.js';
import type { Language } from '../environment.js';
import type { Tampering } from './readable-part.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

/** Everything that `dobroset verify` says. */
export interface VerifyWords {
  readonly findings: Readonly<Record<Reason | 'VALID', string>>;
  /** By a roster that has expired: it lacks the key, or the college. */
  readonly notByThisRoster: string;
  /** An entry in one line: who, what, where, when, for how long. */
  entry(name: string | null, event: string, college: string, moment: string, minutes: number): string;
  revokedAt(moment: string): string;
  statusAsOf(moment: string): string;
  noStatusList(college: string, list: number): string;
  unreadable(path: string, reason: string): string;
  badRoster(path: string, reason: string): string;
  badKeys(path: string, reason: string): string;
  keysNeeded(path: string): string;
  rosterExpired(moment: string): string;
  nothingIn(path: string): string;
  brokenJson(path: string): string;
  /** @param line its number; null where it is of no line */
  tampered(what: Tampering, line: number | null, about: string): string;
  unsigned(lines: number, minutes: number): string;
  readablePart(name: string): string;
  readonly help: string;
}

export function verifyWordsIn(language: Language): VerifyWords {
  return language === 'ru' ? russian : english;
}
