import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { JWK } from 'jose';
import { DataSource, type Logger } from 'typeorm';
import type { Actor } from '#identity/actor.js';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import { signToken } from '#identity/token.js';
import { MonthClosingService } from '#node/figures/month-closing.service.js';
import { createNode } from '#node/node.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly GraphError[];
}

interface Asking {
  readonly as?: Actor;
  readonly variables?: Record<string, unknown>;
}

/** One college's node, booted in this process on a database of its own, and asked over HTTP. */
export class BootedNode {
  private constructor(
    readonly college: string,
    readonly url: string,
    readonly database: TestDatabase,
    private readonly app: NestExpressApplication,
    private readonly keys: ReadonlyMap<string, JWK>,
    private readonly folder: string,
  ) {}

  /** Colleges `chhtt` and `bat` stand on the roster; the node is the first one's. */
  static async start(poolSize = 10): Promise<BootedNode> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-node-'));
    const keys = new Map([
      ['chhtt', await generateSigningKey()],
      ['bat', await generateSigningKey()],
    ]);
    const roster = join(folder, 'roster.json');
    await writeFile(roster, JSON.stringify({ version: 1, colleges: [...keys].map(([code, key]) => memberOf(code, key)) }));
    const database = await createTestDatabase();
    const app = await createNode({
      collegeCode: 'chhtt',
      databaseUrl: database.url,
      host: '127.0.0.1',
      port: 0,
      roster,
      rosterLastGood: undefined,
      timeZone: 'Europe/Samara',
      poolSize,
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new BootedNode('chhtt', `http://127.0.0.1:${port}`, database, app, keys, folder);
  }

  /** The node's own data source, through which a test writes rows. */
  get rows(): DataSource {
    return this.app.get(DataSource);
  }

  /** @typeParam Data what the query’s answer looks like */
  async ask<Data>(query: string, { as, variables }: Asking = {}): Promise<Answer<Data>> {
    const response = await this.post({ query, variables }, as ? await this.tokenOf(as) : undefined);
    return (await response.json()) as Answer<Data>;
  }

  async post(body: unknown, token?: string): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async tokenOf(actor: Actor): Promise<string> {
    const key = this.keys.get(actor.college);
    if (!key) throw new Error(`${actor.college} is not on the roster`);
    return signToken(actor, key, '1h');
  }

  /** Closes the months that are whole at that moment. */
  closeMonths(now: Date): Promise<void> {
    return this.app.get(MonthClosingService).close(now);
  }

  /** Every SQL statement that the node sends while the work goes on. */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const statements: string[] = [];
    const { logger } = this.rows;
    const recorder: Logger = {
      ...silent,
      logQuery: (query) => {
        statements.push(query);
      },
    };
    this.rows.setOptions({ logger: recorder });
    try {
      await work();
    } finally {
      this.rows.logger = logger;
    }
    return statements;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }
}

const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

function memberOf(code: string, key: JWK): object {
  return {
    code,
    name: code,
    shortName: code,
    city: 'Чапаевск',
    region: 'Самарская область',
    status: 'MEMBER',
    endpoint: `http://127.0.0.1:1/${code}`,
    contractVersion: 1,
    keys: [publicHalf(key)],
  };
}
