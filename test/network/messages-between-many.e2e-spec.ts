import { once } from 'node:events';
import { type Server, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { runCli } from '#support/cli-run.js';
import { freePorts } from '#support/free-ports.js';
import { COLLEGE_PROCESS, ServerProcess } from '#support/server-process.js';
import { aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';
import { Correspondence, type Correspondent } from './messages/correspondence.js';
import { bothSides, disorder, settled } from './messages/load.js';

const outboxOf = (college: Correspondent, thread: string) =>
  college.rows('SELECT sequence, last_problem, delivered_at IS NOT NULL AS delivered, refused_at IS NOT NULL AS refused, next_sequence FROM outbox_message WHERE thread = $1 ORDER BY sequence', [thread]);

/** The gateway gives each hanging message two seconds, and thirty are under way at once: whoever waited for all 500 would wait longer. */
const ONE_ROUND_MS = 30_000;

describe('row 69: many colleges that are away', () => {
  /** Takes connections and says nothing. */
  let silent: Server;
  let network: Correspondence;

  beforeAll(async () => {
    silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    network = await Correspondence.start(['kpk', 'hgt']);
  }, 200_000);
  afterAll(async () => {
    await network.stop();
    silent.close();
  });

  it('do not delay what goes to one that is there', async () => {
    const [home, host] = [network.college('kpk'), network.college('hgt')];
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const keys = await generatePrivateKeys();
    const away = Array.from({ length: 40 }, (_none, number) => `away${number}`);
    // Half of them hang, half are switched off.
    const members = away.map((code, number) => aMember(code, `http://127.0.0.1:${number % 2 ? 1 : port}/${code}/graphql`, keys));
    await network.roster.write([...network.roster.colleges, ...members]);
    await home.rows(WAITING, [away]);
    await home.process.restart(); // which gives each of the thousand its job
    await until('all of them were found to be away', async () => {
      const [row] = await home.rows('SELECT count(DISTINCT receiver)::int AS tried FROM outbox_message WHERE attempts > 0');
      return row?.['tried'] === away.length;
    });
    const took: number[] = [];
    for (const says of ['one', 'two', 'three', 'four', 'five']) {
      const thread = home.aThread();
      const started = Date.now();
      await home.send('hgt', thread, says);
      await until('it is there', async () => (await host.effects(thread)).length === 1);
      took.push(Date.now() - started);
    }
    expect(Math.max(...took)).toBeLessThan(ONE_ROUND_MS);
    const [left] = await home.rows('SELECT count(*)::int AS waiting FROM outbox_message WHERE receiver = ANY($1) AND delivered_at IS NULL', [away]);
    expect(left).toEqual({ waiting: 1_000 });
  }, 400_000);
});

/** 25 messages to each of these, of a thread each. */
const WAITING = `
  INSERT INTO outbox_message (id, receiver, thread, sequence, kind, content, created_at)
  SELECT gen_random_uuid(), receiver, 'kpk:' || gen_random_uuid(), 1, 'SEAT_WITHDRAWN', '{}', now() - interval '1 day'
  FROM unnest($1::text[]) AS receiver, generate_series(1, 25)`;

describe('two processes of each college on one database', () => {
  it('deliver side by side: each message has its one effect, in order', async () => {
    const network = await Correspondence.start(['kpk', 'hgt']);
    const seconds: ServerProcess[] = [];
    try {
      const [home, host] = [network.college('kpk'), network.college('hgt')];
      for (const { code, keys, database } of [home, host]) {
        const second = new ServerProcess({
          name: `${code} too`,
          script: COLLEGE_PROCESS.script,
          port: await freePorts(1),
          environment: { COLLEGE_CODE: code, DATABASE_URL: database.url, KEYS: privateKeysJson(keys), ROSTER: network.roster.path, RATE_LIMIT: '0', PRIVATE_ADDRESSES: 'allow' },
        });
        await second.start();
        seconds.push(second);
      }
      const post = (origin: string, thread: string, says: string) =>
        fetch(`${origin}/test/send`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to: 'hgt', thread, kind: 'SEAT_REQUESTED', says }) });
      const threads = Array.from({ length: 20 }, () => home.aThread());
      const origins = [home.process.origin, seconds[0]?.origin ?? ''];
      const connections: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const answers = await Promise.all(threads.map((thread, number) => post(origins[(number + round) % 2] ?? '', thread, `${number}.${round}`)));
        expect(answers.map(({ status }) => status)).toEqual(threads.map(() => 200));
        const [workers] = await home.rows(`SELECT count(DISTINCT pid)::int AS connections FROM pg_stat_activity WHERE application_name = 'dobroset-node-messages' AND datname = current_database()`);
        connections.push(Number(workers?.['connections'])); // while there is work: those without any are closed
      }
      await settled([home, host], 60_000);
      for (const [from, to] of [[home, host], [host, home]] as const) {
        const { said, done } = await bothSides(from, to);
        expect(done).toEqual(said);
        expect(await disorder(to)).toEqual([]);
        expect(await to.effects()).toHaveLength(100);
      }
      expect(Math.max(...connections)).toBeGreaterThan(2); // two a process
    } finally {
      await Promise.all(seconds.map((second) => second.stop()));
      await network.stop();
    }
  }, 400_000);
});

describe('an older backup that is restored at one side', () => {
  it('is seen by `dobroset outbox` at both ends, holds back what would come in a wrong order, and is settled by two commands', async () => {
    const network = await Correspondence.start(['kpk', 'hgt']);
    try {
      const [home, host] = [network.college('kpk'), network.college('hgt')];
      const outbox = ({ database }: Correspondent, ...args: string[]) => runCli(['outbox', ...args, '--database', database.url]);
      for (const { code, rows } of [home, host].map((college) => ({ code: college.code, rows: college.rows.bind(college) }))) {
        await rows(`INSERT INTO college (code, time_zone) VALUES ($1, 'Europe/Moscow') ON CONFLICT DO NOTHING`, [code]);
      }
      const thread = home.aThread();
      // An answer whose receipt the host does not know of yet would come again after the restore.
      const isAnswered = (times: number) => until(`${times} answers`, async () => (await home.effects(thread)).length === times && (await home.waiting()) === 0 && (await host.waiting()) === 0);
      await home.send('hgt', thread, 'one');
      await isAnswered(1);
      for (const table of TABLES) await home.rows(`CREATE TABLE backup_${table} AS TABLE ${table}`);
      await home.send('hgt', thread, 'two');
      await home.send('hgt', thread, 'three');
      await isAnswered(3);

      await home.process.kill();
      for (const table of TABLES) await home.rows(`DELETE FROM ${table}`);
      for (const table of TABLES.toReversed()) await home.rows(`INSERT INTO ${table} SELECT * FROM backup_${table}`);
      await home.process.start();
      await home.send('hgt', thread, 'two, another');
      await home.send('hgt', thread, 'three, another');
      await until('the host has refused it', async () => (await outboxOf(home, thread)).some(({ refused }) => refused === true));
      const heldBack = { delivered: false, last_problem: 'Another message has that place in the thread.', refused: true, next_sequence: 4 };
      expect(await outboxOf(home, thread)).toMatchObject([{ sequence: 1, delivered: true }, { sequence: 2, ...heldBack }, { sequence: 3, delivered: false, refused: false }]);
      expect((await host.effects(thread)).map(({ says }) => says)).toEqual(['one', 'two', 'three']);

      const { told } = await outbox(home);
      const id = /--renumber ([0-9a-f-]{36})/.exec(told)?.[1] ?? '';
      expect(told).toContain('as when this database was restored from an older backup (1):');
      expect(await outbox(home, '--renumber', id)).toMatchObject({ exitCode: 0, told: expect.stringContaining('new number: 2') });
      await home.process.restart(); // it looks for what has no job
      await until('the host has all', async () => (await host.effects(thread)).length === 5);
      expect((await host.effects(thread)).slice(3)).toMatchObject([{ sequence: 4, says: 'two, another' }, { sequence: 5, says: 'three, another' }]);

      // The answers to what the backup knew nothing of were told, and are not told again.
      await until('the host’s answers came', async () => (await home.rows('SELECT 1 FROM inbox_message WHERE thread = $1 AND applied_at IS NULL', [thread])).length === 2);
      const early = await outbox(home);
      expect(early.told).toContain('Received, waiting for the message before them or for an update of this node (2):');
      expect(early.told).toContain('--skip-to ID');
      const [first] = await home.rows('SELECT id FROM inbox_message WHERE thread = $1 AND applied_at IS NULL ORDER BY sequence', [thread]);
      expect(await outbox(home, '--skip-to', String(first?.['id']))).toMatchObject({ exitCode: 0 });
      await home.process.restart();
      await until('both are applied', async () => (await home.rows('SELECT 1 FROM inbox_message WHERE thread = $1 AND applied_at IS NULL', [thread])).length === 0);
      expect((await home.effects(thread)).slice(-2)).toMatchObject([{ sequence: 4 }, { sequence: 5 }]);
      expect(await outbox(home)).toMatchObject({ told: expect.stringContaining('Nothing is stuck at kpk') });
    } finally {
      await network.stop();
    }
  }, 400_000);
});

const TABLES = ['outbox_message', 'outbox_thread', 'inbox_message', 'inbox_thread'] as const;
