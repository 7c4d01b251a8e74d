import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { SigningPublicKey } from '#identity/keys.js';

export interface NodeSettings {
  readonly college: string;
  readonly port: number;
  readonly keysPath: string;
  readonly rosterUrl: string;
  readonly rosterKey: SigningPublicKey;
  readonly lastGoodPath: string;
  readonly issuer: string;
  /** IANA zone of the college; undefined where nobody has said. */
  readonly timeZone: string | undefined;
  /** The node itself speaks no TLS: where the network reaches it by https, a proxy stands before it. */
  readonly isBehindProxy: boolean;
}

/** Settings that only the college can fill in, with a word about each, for whoever opens the file. */
export interface SettingHints {
  readonly TIME_ZONE: string;
  readonly PAGE_ORIGINS: string;
  readonly TRUST_PROXY: string;
}

const EXAMPLES: SettingHints = { TIME_ZONE: 'Europe/Samara', PAGE_ORIGINS: 'https://network.example', TRUST_PROXY: '1' };

/** Names that `dobroset join` sets; whatever else stands in the file stays. */
function settingsOf({ college, port, keysPath, rosterUrl, rosterKey, lastGoodPath, issuer, timeZone }: NodeSettings): Readonly<Record<string, string>> {
  return {
    COLLEGE_CODE: college,
    PORT: String(port),
    KEYS: keysPath,
    ROSTER: rosterUrl,
    ROSTER_KEYS: `'${JSON.stringify({ keys: [rosterKey] })}'`,
    ROSTER_LAST_GOOD: lastGoodPath,
    ISSUER: issuer,
    ...(timeZone !== undefined && { TIME_ZONE: timeZone }),
  };
}

/** Writes a node's settings for `node --env-file`, or brings those that are there up to date. */
export function writeSettings(path: string, settings: NodeSettings, hints: SettingHints): void {
  const given = settingsOf(settings);
  const before: readonly string[] = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : ['# DATABASE_URL=postgres://user:password@host:5432/database'];
  const lines = proxySet(Object.entries(given).reduce(withSetting, before), settings);
  writeFileSync(path, `${[...lines, ...missing(lines, settings, hints)].join('\n')}\n`, { mode: 0o600 });
}

/** Changes one setting of a file that is there. */
export function changeSetting(path: string, name: string, value: string): void {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${withSetting(lines, [name, value]).join('\n')}\n`);
}

/** In its place, where it has one. */
function withSetting(lines: readonly string[], [name, value]: readonly [string, string]): readonly string[] {
  const setting = `${name}=${value}`;
  const isThere = lines.some((line) => line.startsWith(`${name}=`));
  return isThere ? lines.map((line) => (line.startsWith(`${name}=`) ? setting : line)) : [...lines, setting];
}

/** The example of an earlier run counts once a proxy is there; what the college has set stays. */
function proxySet(lines: readonly string[], { isBehindProxy }: NodeSettings): readonly string[] {
  const example = `TRUST_PROXY=${EXAMPLES.TRUST_PROXY}`;
  return isBehindProxy ? lines.map((line) => (line === `# ${example}` ? example : line)) : lines;
}

/** What is neither set nor written down as an example yet. */
function missing(lines: readonly string[], { isBehindProxy }: NodeSettings, hints: SettingHints): string[] {
  return (['TIME_ZONE', 'PAGE_ORIGINS', 'TRUST_PROXY'] as const)
    .filter((name) => !lines.some((line) => line.replace(/^#\s*/, '').startsWith(`${name}=`)))
    .flatMap((name) => [`# ${hints[name]}`, `${name === 'TRUST_PROXY' && isBehindProxy ? '' : '# '}${name}=${EXAMPLES[name]}`]);
}

/** One setting of such a file; undefined where there is no file or no such line. */
export function settingIn(path: string, name: string): string | undefined {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8'))[name] : undefined;
}
