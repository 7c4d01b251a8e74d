import pg from 'pg';
import { type LocalPostgresNotice, startLocalPostgres } from '#local-postgres/local-postgres.js';

/** The PostgreSQL server that the colleges' databases are on. */
export interface DatabaseServer {
  /** `host:port`, for people. */
  readonly address: string;
  /** Where its data lies; null for a server that is not ours. */
  readonly folder: string | null;
  /** Settles when a server of ours ends, for whatever reason; never for somebody else's. */
  readonly ended: Promise<void>;
  /** The connection string by which databases are made and deleted. */
  readonly adminUrl: string;
  url(database: string): string;
  stop(): Promise<void>;
}

const DATABASE_PREFIX = 'dobroset_demo_';

export const databaseName = (college: string): string => `${DATABASE_PREFIX}${college}`;

/**
 * Starts the embedded server.
 * @throws LocalPostgresError
 */
export async function embeddedServer(
  dataFolder: string,
  port: number | undefined,
  onNotice: (notice: LocalPostgresNotice) => void,
): Promise<DatabaseServer> {
  const postgres = await startLocalPostgres({ dataFolder, port, durable: true, onNotice });
  return {
    address: `127.0.0.1:${postgres.port}`,
    folder: postgres.folder,
    ended: postgres.ended,
    adminUrl: postgres.url('postgres'),
    url: (database) => postgres.url(database),
    stop: () => postgres.stop(),
  };
}

/**
 * The server that DATABASE_URL names; the databases on it are ours, the server is not.
 * @throws Error when it cannot be reached
 */
export async function externalServer(databaseUrl: string): Promise<DatabaseServer> {
  await administer(databaseUrl, (client) => client.query('SELECT'));
  return {
    address: new URL(databaseUrl).host,
    folder: null,
    ended: new Promise(() => undefined),
    adminUrl: databaseUrl,
    url: (database) => {
      const url = new URL(databaseUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
    stop: () => Promise.resolve(),
  };
}

/** One connection to the server's own database, for as long as the work takes. */
export async function administer<Result>(adminUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // the query that it interrupts says so
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a college's database where there is none. */
export async function ensureDatabase(client: pg.Client, college: string): Promise<void> {
  const name = databaseName(college);
  const there = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (there.rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
}

/** Deletes a college's database with all that is in it. */
export async function dropDatabase(client: pg.Client, college: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${databaseName(college)} WITH (FORCE)`);
}

/** The keys that databases were made for, by a name of their own, and the data folder where they lay then. */
export interface Keeper {
  readonly id: string;
  /** `machine:folder`, for people. */
  readonly place: string;
}

/** That a database was seeded, once in its life: what was deleted from it since stays deleted. */
export interface Seeded {
  readonly at: Date;
  /** Null where it was seeded by a version that did not say. */
  readonly keeper: Keeper | null;
}

const KEPT = /^Dobroset: .* with the keys (?<id>\S+) of (?<place>.+)$/s;
const SEEDED = /^Dobroset: seeded at (?<at>\S+)(?: with the keys (?<id>\S+) of (?<place>.+))?$/s;

/** @returns null when it never was */
export async function seededMark(client: pg.Client, college: string): Promise<Seeded | null> {
  const { at, id, place } = SEEDED.exec((await commentOn(client, college)) ?? '')?.groups ?? {};
  if (at === undefined) return null;
  return { at: new Date(at), keeper: id === undefined || place === undefined ? null : { id, place } };
}

/** Whose a database is, filled or not; null where it does not say, undefined where there is none. */
export async function keeperOf(client: pg.Client, college: string): Promise<Keeper | null | undefined> {
  const comment = await commentOn(client, college);
  if (comment === undefined) return undefined;
  const { id, place } = KEPT.exec(comment ?? '')?.groups ?? {};
  return id === undefined || place === undefined ? null : { id, place };
}

/** Says whose it is before it is filled, for it may not be deleted meanwhile either. */
export async function markBegun(client: pg.Client, college: string, { id, place }: Keeper): Promise<void> {
  await comment(client, college, `Dobroset: being filled with the keys ${id} of ${place}`);
}

/** Remembers it as a comment on the database: it lives and is deleted with it, and needs no table. */
export async function markSeeded(client: pg.Client, college: string, at: Date, { id, place }: Keeper): Promise<void> {
  await comment(client, college, `Dobroset: seeded at ${at.toISOString()} with the keys ${id} of ${place}`);
}

async function comment(client: pg.Client, college: string, text: string): Promise<void> {
  await client.query(`COMMENT ON DATABASE ${databaseName(college)} IS ${pg.escapeLiteral(text)}`);
}

/** Null where there is no comment, undefined where there is no database. */
async function commentOn(client: pg.Client, college: string): Promise<string | null | undefined> {
  const found = await client.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
    [databaseName(college)],
  );
  return found.rows[0]?.comment;
}
