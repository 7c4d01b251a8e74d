import { type CredentialCheck, checkCredential } from '#credentials/check-credential.js';
import { issuerKeys, statusListKeys } from '#credentials/issuer-keys.js';
import { memberOf } from '#roster/members.js';
import type { Roster } from '#roster/roster.js';
import { fileRead } from './file-read.js';
import { ExitCode } from './exit-code.js';
import { givenLists } from './given-lists.js';
import { UnusableFile, givenRoster, readText } from './given-roster.js';
import { type ReadablePart, readablePartOf } from './readable-part.js';
import type { VerifyWords } from './words.js';

export interface VerifyOptions {
  readonly file: string;
  readonly roster: string;
  readonly rosterKeys: string | undefined;
  readonly statusLists: readonly string[];
}

/** Where lines go: findings, and what must not pass unnoticed. */
export interface Told {
  readonly tell: (line: string) => void;
  readonly warn: (line: string) => void;
  /** What was tampered with. */
  readonly alarm: (line: string) => void;
}

/** Checks the entries of a file by files alone, and says of each what was found. */
export async function runVerify(options: VerifyOptions, words: VerifyWords, { tell, warn, alarm }: Told): Promise<ExitCode> {
  try {
    const { file, roster: path, rosterKeys, statusLists } = options;
    const { entries, json, isBroken } = fileRead(readText(file, words));
    const roster = await givenRoster(path, rosterKeys, words);
    const lists = statusLists.map((list) => readText(list, words));
    const hasExpired = roster.expiresAt !== undefined && Date.parse(roster.expiresAt) <= Date.now();
    if (hasExpired) warn(words.rosterExpired(roster.expiresAt ?? ''));
    const findList = givenLists(lists, statusListKeys(() => roster));
    const checks = await Promise.all(entries.map((entry) => checkCredential(entry, issuerKeys(() => roster), findList)));
    if (checks.length === 0) warn(words.nothingIn(file));
    for (const check of checks) for (const line of linesOf(check, roster, words, hasExpired)) tell(line);
    if (isBroken) alarm(words.brokenJson(file));
    const part = readablePartOf(json, entries);
    for (const { what, line, about } of part?.findings ?? []) alarm(words.tampered(what, line, printable(about)));
    if (part && part.unsigned.lines > 0) warn(words.unsigned(part.unsigned.lines, part.unsigned.minutes));
    if (part && part.findings.length === 0) tell(words.readablePart(printable(part.name)));
    return exitCodeOf(checks, part, { isBroken, hasExpired });
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    warn(error.message);
    return ExitCode.USAGE;
  }
}

interface Doubts {
  readonly isBroken: boolean;
  readonly hasExpired: boolean;
}

/** Reasons that a newer roster may turn round: a key given since, or a college that joined since. */
const BY_THE_ROSTER: ReadonlySet<CredentialCheck['reason']> = new Set(['UNKNOWN_ISSUER', 'KEY_NOT_IN_FORCE']);

/** What is wrong is said before what is not known. */
function exitCodeOf(checks: readonly CredentialCheck[], part: ReadablePart | null, { isBroken, hasExpired }: Doubts): ExitCode {
  const isTampered = isBroken || (part !== null && part.findings.length > 0);
  const isWrong = ({ valid, reason }: CredentialCheck): boolean => !valid && reason !== 'STATUS_UNKNOWN' && !(hasExpired && BY_THE_ROSTER.has(reason));
  if (isTampered || checks.length === 0 || checks.some(isWrong)) return ExitCode.NOT_VALID;
  if (hasExpired) return ExitCode.ROSTER_EXPIRED;
  const isAllKnown = checks.every(({ valid }) => valid) && (part === null || part.unsigned.lines === 0);
  return isAllKnown ? ExitCode.VALID : ExitCode.NOT_ALL_KNOWN;
}

function linesOf({ reason, entry, revokedAt, statusAsOf }: CredentialCheck, roster: Roster, words: VerifyWords, hasExpired: boolean): string[] {
  const lines = [hasExpired && BY_THE_ROSTER.has(reason) ? words.notByThisRoster : words.findings[reason ?? 'VALID']];
  if (entry) {
    const college = memberOf(roster, entry.issuer)?.name ?? entry.issuer;
    lines.push(`  ${printable(words.entry(entry.subjectName, entry.eventTitle, college, momentOf(entry.startsAt), entry.minutes))}`);
    if (reason === 'STATUS_UNKNOWN') lines.push(`  ${words.noStatusList(entry.issuer, entry.status.list)}`);
  }
  if (revokedAt) lines.push(`  ${words.revokedAt(revokedAt.toISOString())}`);
  if (statusAsOf) lines.push(`  ${words.statusAsOf(statusAsOf.toISOString())}`);
  return lines;
}

/** With its zone: what the day was at the host's clocks is not signed. */
function momentOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Without what a terminal would take for a command: a title is another college's to write. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
}
