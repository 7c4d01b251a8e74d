import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Where tests find the server, and the migrated database they clone. Handed to jest's workers by the environment. */
export interface TestCluster {
  readonly adminUrl: string;
  readonly template: string;
  /** What every database of this run is called first, so that the run can sweep up after itself. */
  readonly prefix: string;
}

const VARIABLE = 'DOBROSET_TEST_CLUSTER';

/** Names a run of the tests: several may share one server. */
export function nameRun(adminUrl: string): TestCluster {
  const prefix = `dobroset_test_${randomBytes(4).toString('hex')}_`;
  return { adminUrl, prefix, template: `${prefix}template` };
}

export function publish(cluster: TestCluster): void {
  process.env[VARIABLE] = JSON.stringify(cluster);
}

/** @throws Error when jest's global setup did not run */
export function testCluster(): TestCluster {
  const json = process.env[VARIABLE];
  if (json === undefined) throw new Error('There is no database to test on: run the tests by jest, whose global setup starts one.');
  const cluster: TestCluster = JSON.parse(json);
  return cluster;
}

/** The same server, another of its databases. */
export function urlOf(database: string, { adminUrl }: TestCluster): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Says one thing to the server on a connection of its own. */
export async function tell(cluster: TestCluster, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult<Record<string, string>>> {
  const client = new pg.Client({ connectionString: cluster.adminUrl });
  await client.connect();
  try {
    return await client.query<Record<string, string>>(sql, [...values]);
  } finally {
    await client.end();
  }
}
