import type { CheckName } from '#membership/answers.js';
import type { Finding } from '#membership/findings.js';
import type { Refusal } from '#membership/refusals.js';
import type { Language } from '../environment.js';
import type { SettingHints } from './settings-file.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

/** Everything that `dobroset join`, `move`, `keys rotate` and `leave` say. */
export interface JoinWords {
  readonly badToken: string;
  notHttps(url: string): string;
  otherRegistry(url: string): string;
  unreachable(url: string, reason: string): string;
  /** @param sentence as the registry says it; @param reason as both know it */
  refused(sentence: string, reason: Refusal | undefined): string;
  readonly registryProved: string;
  keys(path: string, isKnown: boolean): string;
  settings(path: string): string;
  /** How many proxies the node is told stand before it. */
  behindProxy(proxies: string): string;
  /** What stands in that file above each setting that the college fills in. */
  readonly hints: SettingHints;
  startIt(settings: string): string;
  readonly notTried: string;
  /** What the registry saw where a check failed. @param sentence as the registry says it; the rest as both know it */
  found(sentence: string, finding: Finding | undefined, about: readonly string[]): string;
  joined(status: string): string;
  gaveUp(minutes: number): string;
  /** Of each check what it is, and what to do where it fails. */
  readonly checks: Readonly<Record<CheckName, { readonly title: string; readonly remedy: string }>>;
  rotated(path: string, oldKeysUntil: string): string;
  /** The same where the old keys stop counting at once. */
  rotatedAtOnce(path: string): string;
  moved(endpoint: string): string;
  readonly notMoved: string;
  left(college: string): string;
  /** @param waiting how many messages for which college */
  owes(waiting: string): string;
  cannotCount(why: string): string;
  readonly notCounted: string;
  badSettings(path: string): string;
  /** What stands under `--help`. */
  readonly help: { readonly join: string; readonly rotate: string; readonly move: string; readonly leave: string };
}

export function joinWordsIn(language: Language): JoinWords {
  return language === 'ru' ? russian : english;
}
