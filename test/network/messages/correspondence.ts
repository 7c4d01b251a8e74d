import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import type { Member } from '#roster/roster.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { freePorts } from '#support/free-ports.js';
import { COLLEGE_PROCESS, ServerProcess } from '#support/server-process.js';
import { TestRoster, aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';

type Row = Readonly<Record<string, unknown>>;

/** One college that writes and is written to: a process of its own on a database of its own. */
export class Correspondent {
  private constructor(
    readonly code: string,
    readonly keys: PrivateKeys,
    readonly process: ServerProcess,
    readonly database: TestDatabase,
    private readonly pool: pg.Pool,
  ) {}

  static async create(code: string, roster: string, databaseUrl?: string): Promise<Correspondent> {
    const database = databaseUrl === undefined ? await createTestDatabase() : { url: databaseUrl, drop: async () => {} };
    const keys = await generatePrivateKeys();
    const process = new ServerProcess({
      name: code,
      script: COLLEGE_PROCESS.script,
      port: await freePorts(1),
      environment: { COLLEGE_CODE: code, DATABASE_URL: database.url, KEYS: privateKeysJson(keys), ROSTER: roster, RATE_LIMIT: '0', PRIVATE_ADDRESSES: 'allow' },
    });
    const pool = new pg.Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => undefined); // a test may end the server
    await pool.query(TABLES);
    return new Correspondent(code, keys, process, database, pool);
  }

  get endpoint(): string {
    return `${this.process.origin}/graphql`;
  }

  async rows(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, [...values])).rows;
  }

  /** Sends, as a change of the college's own would. @throws Error unless it was acknowledged */
  async send(to: string, thread: string, says: string, kind: 'SEAT_REQUESTED' | 'SEAT_WITHDRAWN' = 'SEAT_REQUESTED'): Promise<void> {
    const response = await fetch(`${this.process.origin}/test/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to, thread, kind, says }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${this.code} did not send: HTTP ${String(response.status)} ${this.process.log.slice(-500)}`);
  }

  /** A participation of this college's own. */
  aThread(): string {
    return globalId(this.code, uuid());
  }

  /** What other colleges' messages have done here, in the order in which they did it. */
  async effects(thread?: string): Promise<Row[]> {
    return this.rows('SELECT sender, thread, sequence, says FROM effect WHERE $1::text IS NULL OR thread = $1 ORDER BY place', [thread ?? null]);
  }

  async waiting(): Promise<number> {
    const [row] = await this.rows('SELECT count(*)::int AS count FROM outbox_message WHERE delivered_at IS NULL AND refused_at IS NULL');
    return Number(row?.['count']);
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.pool.end();
    await this.database.drop();
  }
}

const TABLES = `
  CREATE TABLE effect (place bigserial, sender text, thread text, sequence int, says text);
  CREATE TABLE said (thread text, says text);`;

interface Plan {
  /** What the roster says of a college. */
  readonly member?: (code: string) => Partial<Member>;
  readonly gateway?: Readonly<Record<string, string>>;
  /** Where colleges find the gateway, in the place of its own address. */
  readonly relay?: (gateway: string) => string;
  readonly databaseUrl?: (code: string) => string;
}

/** Colleges that write to each other through a real gateway. */
export class Correspondence {
  private constructor(
    readonly roster: TestRoster,
    readonly gateway: ServerProcess,
    private readonly colleges: ReadonlyMap<string, Correspondent>,
    private readonly folder: string,
  ) {}

  static async start(codes: readonly string[], { member, gateway: told, relay = (origin) => origin, databaseUrl }: Plan = {}): Promise<Correspondence> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-messages-'));
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    const gateway = new ServerProcess({
      name: 'gateway',
      script: 'apps/gateway/src/main.js',
      port: await freePorts(1),
      environment: { ...roster.gatewayEnvironment, ...told },
    });
    roster.relays = [relay(gateway.origin)];
    const colleges = await Promise.all(codes.map((code) => Correspondent.create(code, roster.path, databaseUrl?.(code))));
    await roster.write(colleges.map(({ code, endpoint, keys }) => aMember(code, endpoint, keys, member?.(code))));
    await Promise.all([gateway.start(), ...colleges.map(({ process }) => process.start())]);
    return new Correspondence(roster, gateway, new Map(colleges.map((college) => [college.code, college])), folder);
  }

  /** Writes the roster anew, and waits until everybody has read it. */
  async tell(members: readonly Member[]): Promise<void> {
    const readers = [this.gateway, ...[...this.colleges.values()].map(({ process }) => process)].map((reader) => ({ reader, before: timesRead(reader) }));
    await this.roster.write(members);
    await until('everybody has read the roster', () => readers.every(({ reader, before }) => timesRead(reader) > before));
  }

  college(code: string): Correspondent {
    const college = this.colleges.get(code);
    if (!college) throw new Error(`${code} does not write here.`);
    return college;
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.colleges.values()].map((college) => college.stop()));
    await rm(this.folder, { recursive: true });
  }
}

function timesRead({ log }: ServerProcess): number {
  return log.split('The roster now names').length - 1;
}
