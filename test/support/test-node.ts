import type { DataSource } from 'typeorm';
import { type PrivateKeys, privateKeysJson } from '#identity/private-keys.js';
import { createDataSource } from '#node/database/data-source.js';
import { type TestDatabase, createTestDatabase } from './database.js';
import { freePorts } from './free-ports.js';
import { ServerProcess } from './server-process.js';

/** One college's node as a process of its own, on a database of its own. */
export class TestNode {
  private readonly others: ServerProcess[] = [];

  private constructor(
    readonly code: string,
    /** What the college signs with, and what it receives with. */
    readonly keys: PrivateKeys,
    readonly database: TestDatabase,
    private readonly rows: DataSource,
    private readonly server: ServerProcess,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /**
   * Makes its database; the process is started by `start`.
   * @param environment what it is told besides
   */
  static async create(code: string, keys: PrivateKeys, environment: Readonly<Record<string, string>>): Promise<TestNode> {
    const database = await createTestDatabase();
    const rows = await createDataSource({ url: database.url, poolSize: 1, acquireTimeout: 10_000 }).initialize();
    const told = { COLLEGE_CODE: code, DATABASE_URL: database.url, KEYS: privateKeysJson(keys), RATE_LIMIT: '0', PRIVATE_ADDRESSES: 'allow', ...environment };
    return new TestNode(code, keys, database, rows, await aProcess(code, told), told);
  }

  get endpoint(): string {
    return `${this.server.origin}/graphql`;
  }

  /** Where its people sign in. */
  get issuer(): string {
    return `${this.server.origin}/oidc`;
  }

  /** What it has printed. */
  get log(): string {
    return this.server.log;
  }

  get pid(): number {
    return this.server.pid;
  }

  /** Puts rows into the database, in this order: what a registration is for comes before it. */
  async has(...rows: readonly object[]): Promise<void> {
    for (const row of rows) await this.rows.manager.insert(row.constructor, row);
  }

  /** Asks the database itself, past the node. */
  async rowsOf(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.rows.query(sql, [...values]);
  }

  start(): Promise<void> {
    return this.server.start();
  }

  /** Starts one more process of the college on the same database. @returns its origin */
  async startAnother(): Promise<string> {
    const another = await aProcess(this.code, this.environment);
    this.others.push(another);
    await another.start();
    return another.origin;
  }

  kill(): Promise<void> {
    return this.server.kill();
  }

  /** It keeps its connections open and answers nothing. */
  freeze(): void {
    this.server.freeze();
  }

  resume(): void {
    this.server.resume();
  }

  restart(): Promise<void> {
    return this.server.restart();
  }

  async stop(): Promise<void> {
    await Promise.all([this.server, ...this.others].map((one) => one.stop()));
    await this.rows.destroy();
    await this.database.drop();
  }
}

async function aProcess(name: string, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  return new ServerProcess({ name, script: 'apps/node/src/main.js', port: await freePorts(1), environment });
}
