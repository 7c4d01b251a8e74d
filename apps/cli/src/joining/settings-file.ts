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
}

/** Names that `dobroset join` sets; whatever else stands in the file stays. */
function settingsOf({ college, port, keysPath, rosterUrl, rosterKey, lastGoodPath }: NodeSettings): Readonly<Record<string, string>> {
  return {
    COLLEGE_CODE: college,
    PORT: String(port),
    KEYS: keysPath,
    ROSTER: rosterUrl,
    ROSTER_KEYS: `'${JSON.stringify({ keys: [rosterKey] })}'`,
    ROSTER_LAST_GOOD: lastGoodPath,
  };
}

/** Writes a node's settings for `node --env-file`, or brings those that are there up to date. */
export function writeSettings(path: string, settings: NodeSettings): void {
  const given = settingsOf(settings);
  const before = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : ['# DATABASE_URL=postgres://user:password@host:5432/database'];
  const kept = before.filter((line) => !Object.keys(given).some((name) => line.startsWith(`${name}=`)));
  writeFileSync(path, `${[...kept, ...Object.entries(given).map(([name, value]) => `${name}=${value}`)].join('\n')}\n`, { mode: 0o600 });
}

/** One setting of such a file; undefined where there is no file or no such line. */
export function settingIn(path: string, name: string): string | undefined {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8'))[name] : undefined;
}
