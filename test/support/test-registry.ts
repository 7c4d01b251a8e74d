import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson, publicKeysOf } from '#identity/private-keys.js';
import type { Gateway, Member } from '#roster/roster.js';
import { type TestDatabase, createBareDatabase } from './database.js';
import { freePorts } from './free-ports.js';
import { ServerProcess } from './server-process.js';

type Environment = Readonly<Record<string, string>>;

/** Who the network is founded with. */
export interface Founders {
  readonly colleges: readonly (Member & { readonly coordinates?: boolean })[];
  readonly gateways: readonly Gateway[];
}

/** Whoever took the registry's address. */
export interface Impostor {
  /** How often it was asked. */
  readonly asked: number;
  stop(): Promise<void>;
}

/** A registry as a process of its own, on a database of its own. */
export class TestRegistry {
  private constructor(
    readonly keys: PrivateKeys,
    /** Which everybody has been told of, and which it does not use yet. */
    readonly nextKeys: PrivateKeys,
    readonly url: string,
    private readonly database: TestDatabase,
    private readonly server: ServerProcess,
    private readonly folder: string,
  ) {}

  /** Makes its database; the process is started by `found`. */
  static async create(environment: Environment = {}): Promise<TestRegistry> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-registry-'));
    const database = await createBareDatabase();
    const [keys, nextKeys] = await Promise.all([generatePrivateKeys(), generatePrivateKeys()]);
    const port = await freePorts(1);
    const url = `http://127.0.0.1:${port}/`;
    const server = new ServerProcess({
      name: 'registry',
      script: 'apps/registry/src/main.js',
      port,
      environment: {
        DATABASE_URL: database.url,
        PUBLIC_URL: url,
        KEYS: privateKeysJson(keys),
        FOUNDING: join(folder, 'founding.json'),
        PRIVATE_ADDRESSES: 'allow',
        ...environment,
      },
    });
    return new TestRegistry(keys, nextKeys, url, database, server, folder);
  }

  /** Starts it, with these as the network's first. */
  async found(founders: Founders): Promise<void> {
    await this.writeFounding(founders);
    await this.server.start();
  }

  writeFounding(founders: { readonly colleges: readonly object[]; readonly gateways: readonly object[] }): Promise<void> {
    return writeFile(join(this.folder, 'founding.json'), JSON.stringify(founders));
  }

  get rosterUrl(): string {
    return `${this.url}.well-known/dobroset/roster.jws`;
  }

  /** What a gateway or node is told of it; each keeps its own last good roster. */
  settingsOf(owner: string): Environment {
    return {
      ROSTER: this.rosterUrl,
      ROSTER_KEYS: JSON.stringify({ keys: [this.keys, this.nextKeys].map((keys) => publicKeysOf(keys).signing) }),
      ROSTER_LAST_GOOD: join(this.folder, `${owner}.last-good.jws`),
    };
  }

  /** Asks the database itself, past the registry. */
  async rowsOf(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** What a machine posts to it. */
  async post(path: string, content: object): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> {
    const response = await fetch(`${this.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) });
    return { status: response.status, body: await response.json() };
  }

  /** Somebody else at its address, while it is away. */
  async impostor(roster: () => string): Promise<Impostor> {
    let asked = 0;
    const server = createServer((_request, response) => {
      const text = roster();
      asked += 1;
      response.end(text);
    });
    server.listen(Number(new URL(this.url).port), '127.0.0.1');
    await once(server, 'listening');
    return {
      get asked() {
        return asked;
      },
      stop: async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    };
  }

  /** All that it has written to its log. */
  get log(): string {
    return this.server.log;
  }

  kill(): Promise<void> {
    return this.server.kill();
  }

  /** @param changed what its environment says otherwise from then on */
  restart(changed: Environment = {}): Promise<void> {
    return this.server.restart(changed);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }
}
