import type pg from 'pg';
import type { demoColleges } from '../demo/colleges.js';
import { type DatabaseServer, administer, databaseName, dropDatabase, ensureDatabase, isSeeded, markSeeded } from './databases.js';

/** A college that is started on this machine. */
export type DemoCollege = (typeof demoColleges)[number];

/** Deletes the colleges' databases on a server that is not ours to delete. */
export async function dropCollegesData(server: DatabaseServer, colleges: readonly DemoCollege[]): Promise<void> {
  await administer(server.adminUrl, async (client) => {
    for (const { code } of colleges) await dropDatabase(client, code);
  });
}

/**
 * Makes each college's database and fills it, once in its life.
 * @returns how many were filled now
 */
export async function prepareCollegesData(
  server: DatabaseServer,
  colleges: readonly DemoCollege[],
  onSeeding: (college: DemoCollege, number: number) => void,
): Promise<number> {
  return administer(server.adminUrl, async (client) => {
    let filled = 0;
    for (const college of colleges) {
      await ensureDatabase(client, college.code);
      if (await isSeeded(client, college.code)) continue;
      filled += 1;
      onSeeding(college, filled);
      await seed(client, server, college.code);
    }
    return filled;
  });
}

/** The seed brings the whole of TypeORM with it, which a start that reuses its data does not wait for. */
async function seed(client: pg.Client, server: DatabaseServer, college: string): Promise<void> {
  const [{ migrate }, { seedCollege }] = await Promise.all([import('#node/database/migrate.js'), import('../demo/seed-college.js')]);
  const databaseUrl = server.url(databaseName(college));
  await migrate(databaseUrl);
  await seedCollege({ databaseUrl, college, now: new Date() });
  await markSeeded(client, college);
}
