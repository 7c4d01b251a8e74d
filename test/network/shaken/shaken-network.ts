import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { signAccessToken } from '#identity/access-token.js';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { type LocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { createDataSource } from '#node/database/data-source.js';
import { migrate } from '#node/database/migrate.js';
import type { Side } from '#support/both-sides.js';
import { freePorts } from '#support/free-ports.js';
import { ServerProcess } from '#support/server-process.js';
import { TestRoster, aMember } from '#support/test-roster.js';
import { ShufflingProxy } from '../messages/shuffling-proxy.js';
import { startedAgain } from '../messages/started-again.js';

/** A college that lost a receipt by both ways takes the other for absent for some seconds: more often would be nothing but waiting. */
const MANNER = { times: 3, share: 0.2, losesEvery: 8 };

/** A database server that was killed is back sooner. */
const PATIENCE_MS = 60_000;

/** Something of the network that can be taken away for a while. */
interface Part {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface CollegeNode extends Part {
  readonly code: string;
  readonly keys: PrivateKeys;
  readonly databaseUrl: string;
  readonly origin: string;
}

/**
 * Two colleges, two gateways and a PostgreSQL of their own, each of which may be killed at any moment. What the colleges tell each other
 * is repeated, shuffled and delayed on its way, and some receipts are lost.
 */
export class ShakenNetwork {
  private constructor(
    private readonly folder: string,
    private database: LocalPostgres,
    private readonly colleges: readonly CollegeNode[],
    private readonly gateways: readonly ServerProcess[],
    private readonly proxies: readonly ShufflingProxy[],
  ) {}

  private readonly pools = new Map<string, pg.Pool>();

  /** Names of parts that were killed and run again, in their order. */
  readonly killed: string[] = [];

  static async start(...codes: string[]): Promise<ShakenNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-shaken-'));
    const database = await startLocalPostgres({ dataFolder: join(folder, 'postgres'), durable: true });
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    const gateways: ServerProcess[] = [];
    for (const name of ['gateway A', 'gateway B']) {
      gateways.push(new ServerProcess({ name, script: 'apps/gateway/src/main.js', port: await freePorts(1), environment: roster.gatewayEnvironment }));
    }
    const proxies = await Promise.all(gateways.map(() => ShufflingProxy.start(MANNER)));
    roster.relays = proxies.map((proxy, index) => proxy.before(gateways[index]?.origin ?? ''));
    const colleges: CollegeNode[] = [];
    for (const code of codes) colleges.push(await aNode(code, database, roster.path));
    await roster.write(colleges.map(({ code, keys, origin }) => aMember(code, `${origin}/graphql`, keys)));
    const network = new ShakenNetwork(folder, database, colleges, gateways, proxies);
    await Promise.all([...colleges, ...gateways].map((part) => part.start()));
    return network;
  }

  /** Everything that may be taken away, the database too. */
  get parts(): readonly Part[] {
    const { colleges, gateways } = this;
    const database = { name: 'PostgreSQL', kill: () => this.killDatabase(), start: () => this.startDatabase() };
    return [...colleges, ...gateways.map((gateway, index) => ({ name: `gateway ${index}`, kill: () => gateway.kill(), start: () => gateway.start() })), database];
  }

  /** Kills each part once, one after another at random moments; when it settles, everything runs. */
  async shake(): Promise<void> {
    const parts = this.parts.map((part) => ({ part, at: Math.random() })).toSorted((one, other) => one.at - other.at);
    for (const { part } of parts) {
      await pause(Math.random() * 1_500);
      await part.kill();
      await pause(Math.random() * 1_000);
      await part.start();
      this.killed.push(part.name);
    }
  }

  /** From now on no receipt is lost; both nodes are killed once more, for one that starts looks at once for what is left to do. */
  async calm(): Promise<void> {
    for (const proxy of this.proxies) proxy.losesAnswers = false;
    await Promise.all(this.colleges.map((college) => college.kill()));
    await Promise.all(this.colleges.map((college) => college.start()));
  }

  /** How often a message was passed on. */
  get passed(): number {
    return this.proxies.reduce((sum, proxy) => sum + proxy.passed, 0);
  }

  /** The GraphQL of one of the two gateways, in turn. */
  graph(turn: number): string {
    return `${this.gateways[turn % this.gateways.length]?.origin ?? ''}/graphql`;
  }

  token(actor: Actor): Promise<string> {
    return signAccessToken(actor, this.college(actor.college).keys.signing, '1h');
  }

  /** One college's database, past its node; asked again while the server is down. */
  side(code: string): Side {
    const pool = this.pools.get(code) ?? new pg.Pool({ connectionString: this.college(code).databaseUrl, max: 1 });
    if (!this.pools.has(code)) pool.on('error', () => undefined); // the server may be killed
    this.pools.set(code, pool);
    return { code, rowsOf: (sql, values) => this.patiently(async () => (await pool.query(sql, [...values])).rows) };
  }

  /** Works on a college's rows, past its node. */
  async with<Result>(code: string, work: (rows: DataSource) => Promise<Result>): Promise<Result> {
    const rows = await createDataSource({ url: this.college(code).databaseUrl, poolSize: 1, acquireTimeout: 10_000 }).initialize();
    try {
      return await work(rows);
    } finally {
      await rows.destroy();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.colleges, ...this.gateways].map((part) => part.kill()));
    for (const proxy of this.proxies) proxy.stop();
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    await this.database.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(300);
      }
    }
  }

  private college(code: string): CollegeNode {
    const college = this.colleges.find((one) => one.code === code);
    if (!college) throw new Error(`${code} is not on this network.`);
    return college;
  }

  private async killDatabase(): Promise<void> {
    process.kill(this.database.pid, 'SIGKILL');
    await this.database.ended;
  }

  private async startDatabase(): Promise<void> {
    const { port } = this.database;
    await this.database.stop();
    this.database = await startedAgain(join(this.folder, 'postgres'), port);
  }
}

async function aNode(code: string, database: LocalPostgres, roster: string): Promise<CollegeNode> {
  await database.createDatabase(code);
  const databaseUrl = database.url(code);
  await migrate(databaseUrl);
  const keys = await generatePrivateKeys();
  const environment = { COLLEGE_CODE: code, DATABASE_URL: databaseUrl, KEYS: privateKeysJson(keys), ROSTER: roster, PRIVATE_ADDRESSES: 'allow', RATE_LIMIT: '0' };
  const server = new ServerProcess({ name: code, script: 'apps/node/src/main.js', port: await freePorts(1), environment });
  return { name: code, code, keys, databaseUrl, origin: server.origin, kill: () => server.kill(), start: () => server.start() };
}
