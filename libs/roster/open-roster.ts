import { PublishedRoster } from './published-roster.js';
import { RosterFile } from './roster-file.js';
import type { RosterLog, RosterSource } from './roster-source.js';
import { readTrustedKeys } from './trusted-keys.js';

/** How a gateway or node is told where its roster is; as its environment says it. */
export interface RosterSettings {
  /** The URL at which a registry publishes it, or the path of a file of one's own. */
  readonly roster: string;
  /** The registry's public keys, as JSON or a file's path: for a URL, what makes its roster believable. */
  readonly rosterKeys: string | undefined;
  /** Where the last good roster is kept for a restart. */
  readonly rosterLastGood: string | undefined;
}

/** @throws Error in a sentence that names the setting to correct */
export async function openRoster(settings: RosterSettings, tell: RosterLog): Promise<RosterSource> {
  const { roster, rosterKeys, rosterLastGood: lastGoodPath } = settings;
  if (!/^https?:\/\//.test(roster)) return new RosterFile({ path: roster, lastGoodPath, tell });
  if (rosterKeys === undefined) throw new Error('ROSTER_KEYS is missing: without the registry’s public keys nobody can tell its roster from a forged one.');
  return PublishedRoster.open({ url: roster, trusted: readTrustedKeys(rosterKeys), lastGoodPath, tell });
}
