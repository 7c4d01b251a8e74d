import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { BITS_IN_LIST } from '#credentials/status-bits.js';
import { type StatusList, openStatusList } from '#credentials/status-list.js';
import { KeptText } from '#roster/kept-text.js';

/** What lists may take in memory together; those that are not asked for stay on disk. */
const REMEMBERED_CHARACTERS = 32 * 2 ** 20;

interface Kept {
  /** As the college signed it. */
  readonly jws: string;
  readonly list: StatusList;
  readonly characters: number;
}

/** Why a list that its college signed does not take the place of the one that is kept. */
export class ListNotTaken extends Error {}

/** The last good status list of each college and number, on disk and, for those in use, in memory. */
export class KeptLists {
  private readonly remembered = new LRUCache<string, Kept>({ maxSize: REMEMBERED_CHARACTERS, sizeCalculation: ({ characters }) => characters });

  /**
   * @param folder none keeps them in memory alone
   * @param findKey the keys that lists are checked with, those on disk too
   * @throws Error when there is no such folder and it cannot be made
   */
  constructor(
    private readonly folder: string | undefined,
    private readonly findKey: FindIssuerKey,
  ) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
  }

  /** Null where none was ever kept, or what is kept is not the college's any more. */
  async get(college: string, list: number): Promise<StatusList | null> {
    return (await this.kept(college, list))?.list ?? null;
  }

  /** The same list, as the college signed it. */
  async signed(college: string, list: number): Promise<string | null> {
    return (await this.kept(college, list))?.jws ?? null;
  }

  /**
   * Keeps a list that was fetched, when it is that college's, not older than the one that is kept, and says of nothing revoked that it is not.
   * Bits of two lists are never put together: what is given away is signed by the college, and whoever checks with it learns the same as here.
   * @throws ListNotTaken for one of the college's that would hide what it said before
   * @throws InvalidCredential for what is no such list of the college's
   */
  async put(jws: string, college: string, list: number): Promise<void> {
    const before = await this.get(college, list);
    const offered = await openStatusList(jws, college, list, this.findKey);
    if (before && offered.validFrom < before.validFrom) {
      throw new ListNotTaken(`it is of ${offered.validFrom.toISOString()}, older than the one of ${before.validFrom.toISOString()} that is kept`);
    }
    const cleared = before && firstCleared(before, offered);
    if (cleared !== null) throw new ListNotTaken(`it says no more that the entry at ${cleared} is revoked, so it is not all that was: was an older backup restored there?`);
    this.remember(jws, college, list, offered); // first: it counts where the disk takes no copy, too
    this.fileOf(college, list).keep(jws);
  }

  private async kept(college: string, list: number): Promise<Kept | null> {
    const remembered = this.remembered.get(nameOf(college, list));
    if (remembered) return remembered;
    const jws = this.fileOf(college, list).read();
    if (jws === null) return null;
    const opened = await openStatusList(jws, college, list, this.findKey).catch(() => null);
    return opened && this.remember(jws, college, list, opened);
  }

  private remember(jws: string, college: string, list: number, opened: StatusList): Kept {
    const kept = { jws, list: opened, characters: jws.length + LEAST_CHARACTERS };
    this.remembered.set(nameOf(college, list), kept);
    return kept;
  }

  private fileOf(college: string, list: number): KeptText {
    return new KeptText(this.folder === undefined ? undefined : join(this.folder, `${nameOf(college, list)}.jws`));
  }
}

/** Of the bits, unpacked. */
const LEAST_CHARACTERS = 16_384;

/** The first entry that was revoked, and is not by the later list; null where there is none. */
function firstCleared(before: StatusList, later: StatusList): number | null {
  for (let index = 0; index < BITS_IN_LIST; index += 1) {
    if (before.isRevoked(index) && !later.isRevoked(index)) return index;
  }
  return null;
}

function nameOf(college: string, list: number): string {
  return `${college}.${list}`;
}
