import { statusListKeys } from '#credentials/issuer-keys.js';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { BITS_IN_LIST, MOST_LISTS } from '#credentials/status-bits.js';
import type { StatusList } from '#credentials/status-list.js';
import { type ListBefore, RestoredPlacesRepository } from '#node/credentials/restored-places.repository.js';
import { AccountRefusal, type AccountWork } from '../accounts/account-command.js';
import { givenLists } from '../verify/given-lists.js';
import { UnusableFile, givenRoster, readText } from '../verify/given-roster.js';
import type { VerifyWords } from '../verify/words.js';
import type { RestoredWords } from './words.js';

/** Files that say what was revoked before. */
export interface GivenLists {
  readonly statusLists: readonly string[];
  readonly roster: string | undefined;
  readonly rosterKeys: string | undefined;
}

/**
 * Lets a node whose database was restored from an older backup sign entries again without giving a place of a status list twice.
 * @throws AccountRefusal where nothing was changed
 */
export async function goOnAfterRestore(
  { dataSource, college, say }: Pick<AccountWork, 'dataSource' | 'college' | 'say'>,
  given: GivenLists,
  words: RestoredWords,
  fileWords: VerifyWords,
): Promise<void> {
  const before = await listsBefore(given, college, words, fileWords);
  const done = await new RestoredPlacesRepository(dataSource).goOn(before);
  if (!done) throw new AccountRefusal(words.noListLeft);
  say(words.goesOn(done.list, MOST_LISTS - done.list));
  say(before.length === 0 ? words.nothingGiven(college) : words.takenOver(done.takenOver));
}

async function listsBefore({ statusLists, roster: path, rosterKeys }: GivenLists, college: string, words: RestoredWords, fileWords: VerifyWords): Promise<ListBefore[]> {
  if (statusLists.length === 0) return [];
  if (path === undefined) throw new AccountRefusal(words.rosterNeeded);
  try {
    const roster = await givenRoster(path, rosterKeys, fileWords);
    const findKey = statusListKeys(() => roster);
    return await Promise.all(statusLists.map(async (file) => {
      const found = await listIn(readText(file, fileWords), college, findKey);
      if (!found) throw new AccountRefusal(words.notOurs(file, college));
      return found;
    }));
  } catch (error) {
    throw error instanceof UnusableFile ? new AccountRefusal(error.message) : error;
  }
}

/** A list says itself which one it is; null where it is none of this college's. */
async function listIn(text: string, college: string, findKey: FindIssuerKey): Promise<ListBefore | null> {
  const find = givenLists([text], findKey);
  for (let list = 1; list <= MOST_LISTS; list += 1) {
    const found = await find(college, list);
    if (found) return { list, revocations: revocationsIn(found) };
  }
  return null;
}

function revocationsIn(list: StatusList) {
  return Array.from({ length: BITS_IN_LIST }, (_, index) => index)
    .filter((index) => list.isRevoked(index))
    .map((index) => ({ index, at: list.revokedAt(index) ?? list.validFrom }));
}
