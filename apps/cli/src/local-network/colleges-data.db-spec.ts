import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { eraseLocalPostgres, type LocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { runCli } from '#support/cli-run.js';
import { freePorts } from '#support/free-ports.js';
import { START_PORTS } from '#support/local-start.js';
import { demoColleges } from '../demo/colleges.js';
import { otherKeeper, othersDatabase, prepareCollegesData } from './colleges-data.js';
import { dataFolderAt, makeDataFolder } from './data-folder.js';
import { type DatabaseServer, administer, databaseName, externalServer, markBegun, markSeeded, seededMark } from './databases.js';
import { keysPath, localKeys } from './local-keys.js';

const bat = demoColleges.filter(({ code }) => code === 'bat');
const here = { id: 'keys-of-here', place: `${hostname()}:/here/it's/.dobroset` };
const there = { id: 'keys-of-there', place: `${hostname()}:/there/.dobroset` };

async function withoutAName(client: pg.Client): Promise<void> {
  await client.query(`COMMENT ON DATABASE ${databaseName('bat')} IS 'Dobroset: seeded at 2026-01-02T03:04:05.000Z'`);
}

describe('the colleges’ data on a server that DATABASE_URL names', () => {
  let parent: string;
  let postgres: LocalPostgres;
  let databaseUrl: string;
  let server: DatabaseServer;

  /** The server is one that is ours alone, for the databases' names are always the same. */
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'dobroset-colleges-data-'));
    postgres = await startLocalPostgres({ dataFolder: join(parent, 'server'), durable: false });
    databaseUrl = postgres.url('postgres');
    server = await externalServer(databaseUrl);
    await prepareCollegesData(server, bat, here, () => undefined);
  });

  afterAll(async () => {
    await postgres.stop();
    await eraseLocalPostgres(join(parent, 'server'));
    await rm(parent, { recursive: true });
  });

  const mark = () => administer(databaseUrl, (client) => seededMark(client, 'bat'));
  const start = async (data: string, url: string, ...flags: string[]) =>
    runCli(['start', '--port', String(await freePorts(START_PORTS)), '--data', data, ...flags], { DATABASE_URL: url });

  it('are those of the keys that they were made for, and of no others', async () => {
    expect(await otherKeeper(server, bat, here)).toBeNull();
    expect(await otherKeeper(server, bat, there)).toEqual(here);
  });

  it('are those of another folder’s keys while these fill them, too', async () => {
    const before = (await mark())?.at ?? new Date(0);
    await administer(databaseUrl, (client) => markBegun(client, 'bat', here));
    expect(await otherKeeper(server, bat, there)).toEqual(here);
    await administer(databaseUrl, (client) => markSeeded(client, 'bat', before, here));
  });

  it('are found again where the folder of the keys was moved', async () => {
    const moved = { ...here, place: `${hostname()}:/elsewhere` };
    expect(await prepareCollegesData(server, bat, moved, () => undefined)).toMatchObject({ filled: 0 });
    expect(await mark()).toMatchObject({ keeper: moved });
  });

  it('are taken over where they do not say whose they are', async () => {
    const made = '2026-01-02T03:04:05.000Z';
    await administer(databaseUrl, (client) => client.query(`COMMENT ON DATABASE ${databaseName('bat')} IS 'Dobroset: seeded at ${made}'`));
    expect(await otherKeeper(server, bat, there)).toBeNull();
    expect(await prepareCollegesData(server, bat, there, () => undefined)).toEqual({ filled: 0, oldest: new Date(made) });
    expect(await mark()).toEqual({ at: new Date(made), keeper: there });
  });

  it('are refused to another data folder in one sentence, before anything is started', async () => {
    await administer(databaseUrl, (client) => markSeeded(client, 'bat', new Date(), there));
    const folder = dataFolderAt(join(parent, 'another'));
    const before = await mark();
    const { exitCode, told } = await start(folder.root, databaseUrl);
    expect(exitCode).toBe(1);
    expect(told).toContain(`The databases on the PostgreSQL of DATABASE_URL belong to ${there.place}`);
    expect(await readdir(folder.logs)).toEqual([]);
    expect(await mark()).toEqual(before);
  });

  it.each([
    ['filled', there.place, (client: pg.Client) => markSeeded(client, 'bat', new Date(), there)],
    ['being filled', there.place, (client: pg.Client) => markBegun(client, 'bat', there)],
    ['nobody’s by name', 'whoever made them', withoutAName],
  ])('%s, are not deleted by a demonstration, whose folder is another', async (_what, whose, comment) => {
    await administer(databaseUrl, comment);
    const oid = () => administer(databaseUrl, async (client) => (await client.query('SELECT oid FROM pg_database WHERE datname = $1', [databaseName('bat')])).rows);
    const before = await oid();
    const { exitCode, told } = await runCli(['demo', '--port', String(await freePorts(START_PORTS)), '--data', join(parent, 'played')], { DATABASE_URL: databaseUrl });
    expect(exitCode).toBe(1);
    expect(told).toContain(`belong to ${whose}, and the demonstration would delete them`);
    expect(await oid()).toEqual(before);
  });

  it('are known again by a demonstration that was ended as it filled them', async () => {
    await administer(databaseUrl, (client) => markBegun(client, 'bat', { ...here, id: 'keys-that-are-gone' }));
    expect(await othersDatabase(server, bat, here)).toBeNull();
    expect(await othersDatabase(server, bat, there)).toEqual({ place: here.place });
  });

  it('are not begun anew, nor are their keys, while the server does not answer', async () => {
    const folder = dataFolderAt(join(parent, 'kept'));
    await makeDataFolder(folder);
    await localKeys(folder.keys, 'bat');
    const keys = () => readFile(keysPath(folder.keys, 'bat'), 'utf8');
    const before = await keys();
    const nobody = `postgres://dobroset@127.0.0.1:${await freePorts(1)}/postgres`;
    const { exitCode, told } = await start(folder.root, nobody, '--fresh');
    expect(exitCode).toBe(1);
    expect(told).toContain('The PostgreSQL of DATABASE_URL cannot be used');
    expect(await keys()).toBe(before);
  });
});
