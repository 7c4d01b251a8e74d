import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { signAccessToken } from '#identity/access-token.js';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { type LocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { createDataSource } from '#node/database/data-source.js';
import { migrate } from '#node/database/migrate.js';
import { freePorts } from '#support/free-ports.js';
import { ServerProcess } from '#support/server-process.js';
import { TestRoster, aMember } from '#support/test-roster.js';

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

/** Two colleges, two gateways and a PostgreSQL of their own, each of which may be killed at any moment. */
export class ShakenNetwork {
  private constructor(
    private readonly folder: string,
    private database: LocalPostgres,
    private readonly colleges: readonly CollegeNode[],
    private readonly gateways: readonly ServerProcess[],
  ) {}

  static async start(...codes: string[]): Promise<ShakenNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-shaken-'));
    const database = await startLocalPostgres({ dataFolder: join(folder, 'postgres'), durable: true });
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    const gateways: ServerProcess[] = [];
    for (const name of ['gateway A', 'gateway B']) {
      gateways.push(new ServerProcess({ name, script: 'apps/gateway/src/main.js', port: await freePorts(1), environment: roster.gatewayEnvironment }));
    }
    roster.relays = gateways.map(({ origin }) => origin);
    const colleges: CollegeNode[] = [];
    for (const code of codes) colleges.push(await aNode(code, database, roster.path));
    await roster.write(colleges.map(({ code, keys, origin }) => aMember(code, `${origin}/graphql`, keys)));
    const network = new ShakenNetwork(folder, database, colleges, gateways);
    await Promise.all([...colleges, ...gateways].map((part) => part.start()));
    return network;
  }

  /** Everything that may be taken away, the database too. */
  get parts(): readonly Part[] {
    const { colleges, gateways } = this;
    const database = { name: 'PostgreSQL', kill: () => this.killDatabase(), start: () => this.startDatabase() };
    return [...colleges, ...gateways.map((gateway, index) => ({ name: `gateway ${index}`, kill: () => gateway.kill(), start: () => gateway.start() })), database];
  }

  /** Kills one part after another at random moments, until told to stop; when it settles, everything runs. */
  async shake(signal: AbortSignal): Promise<string[]> {
    const killed: string[] = [];
    while (!signal.aborted) {
      const part = this.parts[Math.floor(Math.random() * this.parts.length)];
      if (!part) continue;
      await part.kill();
      killed.push(part.name);
      await pause(Math.random() * 1_000);
      await part.start();
      await pause(Math.random() * 1_500);
    }
    return killed;
  }

  /** The GraphQL of one of the two gateways, in turn. */
  graph(turn: number): string {
    return `${this.gateways[turn % this.gateways.length]?.origin ?? ''}/graphql`;
  }

  token(actor: Actor): Promise<string> {
    return signAccessToken(actor, this.college(actor.college).keys.signing, '1h');
  }

  /** Works on a college's rows, past its node. */
  async with<Result>(code: string, work: (rows: DataSource) => Promise<Result>): Promise<Result> {
    const rows = await createDataSource({ url: this.college(code).databaseUrl, poolSize: 1 }).initialize();
    try {
      return await work(rows);
    } finally {
      await rows.destroy();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.colleges, ...this.gateways].map((part) => part.kill()));
    await this.database.stop();
    await rm(this.folder, { recursive: true, force: true });
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
    this.database = await startLocalPostgres({ dataFolder: join(this.folder, 'postgres'), port, durable: true });
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
