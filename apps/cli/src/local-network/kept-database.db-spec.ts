import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eraseLocalPostgres } from '#local-postgres/local-postgres.js';
import { freePorts } from '#support/free-ports.js';
import { START_PORTS } from '#support/local-start.js';
import { until } from '#support/until.js';
import { administer } from './databases.js';
import { keptDatabase } from './kept-database.js';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'dobroset-kept-database-'));
});

afterEach(async () => {
  await eraseLocalPostgres(join(parent, 'data'));
  await rm(parent, { recursive: true });
});

it('is started again beside a session that outlives its server', async () => {
  const told: string[] = [];
  const database = await keptDatabase({
    dataFolder: join(parent, 'data'),
    gatewayPort: await freePorts(START_PORTS),
    onNotice: () => undefined,
    onLost: () => told.push('lost'),
    onBack: () => told.push('back'),
    onFailure: (error) => told.push(String(error)),
  });
  const work = administer(database.adminUrl, async (client) => {
    await client.query(`SET statement_timeout = '3s'`);
    const begun = client.query(`DO 'BEGIN LOOP END LOOP; END'`);
    await until('it is at work', () => administer(database.adminUrl, async (other) => (await other.query(`SELECT FROM pg_stat_activity WHERE query LIKE 'DO %' AND state = 'active'`)).rowCount === 1));
    process.kill(serverPid(database.folder ?? ''), 'SIGKILL');
    await begun;
  });
  await expect(work).rejects.toThrow();
  await until('it is told of', () => told.length === 2);
  await database.stop();
  expect(told).toEqual(['lost', 'back']);
});

it('ends where it is stopped while its server is being started again', async () => {
  let lost = (): void => undefined;
  const isLost = new Promise<void>((resolve) => (lost = resolve));
  const told: string[] = [];
  const database = await keptDatabase({
    dataFolder: join(parent, 'data'),
    gatewayPort: await freePorts(START_PORTS),
    onNotice: () => undefined,
    onLost: () => lost(),
    onBack: () => told.push('back'),
    onFailure: (error) => told.push(String(error)),
  });
  process.kill(serverPid(database.folder ?? ''), 'SIGKILL');
  await isLost;
  await database.stop();
  expect(told).toEqual([]);
  expect(() => serverPid(database.folder ?? '')).toThrow('ENOENT');
});

/** Which PostgreSQL writes there for as long as it runs. */
function serverPid(folder: string): number {
  return Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
