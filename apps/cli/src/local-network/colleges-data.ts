import { REGISTRY_ID } from '#roster/roster.js';
import type { demoColleges } from '../demo/colleges.js';
import { type DatabaseServer, type Keeper, administer, databaseName, dropDatabase, ensureDatabase, keeperOf, markBegun, markSeeded, seededMark } from './databases.js';

/** While the rows of one college are made up, the database writes those of another. */
const FILLED_AT_ONCE = 2;

/** A college that is started on this machine. */
export type DemoCollege = (typeof demoColleges)[number];

/** Deletes the colleges' databases and the registry's on a server that is not ours to delete. */
export async function dropCollegesData(server: DatabaseServer, colleges: readonly DemoCollege[]): Promise<void> {
  await administer(server.adminUrl, async (client) => {
    for (const owner of [...colleges.map(({ code }) => code), REGISTRY_ID]) await dropDatabase(client, owner);
  });
}

/** Whose the colleges' databases on a server are, where they were made for other keys than these; null where they were not, or do not say. */
export async function otherKeeper(server: DatabaseServer, colleges: readonly DemoCollege[], keeper: Keeper): Promise<Keeper | null> {
  return administer(server.adminUrl, async (client) => {
    for (const { code } of colleges) {
      const found = await keeperOf(client, code);
      if (found && found.id !== keeper.id) return found;
    }
    return null;
  });
}

/**
 * Where the first of the colleges' databases on a server belongs that was not made by these keys or in this data folder; its
 * place is null where it does not say. Null where there is none.
 */
export async function othersDatabase(server: DatabaseServer, colleges: readonly DemoCollege[], keeper: Keeper): Promise<{ readonly place: string | null } | null> {
  return administer(server.adminUrl, async (client) => {
    for (const { code } of colleges) {
      const found = await keeperOf(client, code);
      if (found !== undefined && found?.id !== keeper.id && found?.place !== keeper.place) return { place: found?.place ?? null };
    }
    return null;
  });
}

/** What a start found of the colleges' data, and what it added. */
export interface PreparedData {
  /** How many colleges were filled now. */
  readonly filled: number;
  /** When the oldest data that was found had been made; null when none was found. */
  readonly oldest: Date | null;
}

/** Makes the registry's database, and each college's, which it fills once in its life and marks as the keeper's. */
export async function prepareCollegesData(
  server: DatabaseServer,
  colleges: readonly DemoCollege[],
  keeper: Keeper,
  onSeeding: (college: DemoCollege, number: number) => void,
): Promise<PreparedData> {
  return administer(server.adminUrl, async (client) => {
    await ensureDatabase(client, REGISTRY_ID);
    const now = new Date(); // the same for all: what a host says of a guest, the guest's home says too
    const found: Date[] = [];
    const empty: DemoCollege[] = [];
    for (const college of colleges) {
      await ensureDatabase(client, college.code);
      const made = await seededMark(client, college.code);
      if (made === null) {
        await markBegun(client, college.code, keeper);
        empty.push(college);
        continue;
      }
      found.push(made.at);
      if (made.keeper?.place !== keeper.place) await markSeeded(client, college.code, made.at, keeper);
    }
    const filled = empty.length;
    const fillInTurn = async (): Promise<void> => {
      for (let college = empty.shift(); college; college = empty.shift()) {
        onSeeding(college, filled - empty.length);
        await seed(server, college.code, now);
        await markSeeded(client, college.code, now, keeper);
      }
    };
    await Promise.all(Array.from({ length: FILLED_AT_ONCE }, fillInTurn));
    const [oldest = null] = found.toSorted((one, other) => one.getTime() - other.getTime());
    return { filled, oldest };
  });
}

/** The seed brings the whole of TypeORM with it, which a start that reuses its data does not wait for. */
async function seed(server: DatabaseServer, college: string, now: Date): Promise<void> {
  const [{ migrate }, { seedCollege }] = await Promise.all([import('#node/database/migrate.js'), import('../demo/seed-college.js')]);
  const databaseUrl = server.url(databaseName(college));
  await migrate(databaseUrl);
  await seedCollege({ databaseUrl, college, now });
}
