import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliEnvironment } from '#cli/environment.js';
import { bundledScript, commandScript, processScripts } from '#cli/local-network/process-bundle.js';
import { migrate } from '#node/database/migrate.js';
import { eraseLocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { ROOT, buildPageWhenStale } from './page-build.js';
import { COLLEGE_PROCESS } from './server-process.js';
import { nameRun, publish, tell, type TestCluster, urlOf } from './test-cluster.js';
import tearDown, { sweepUpBy } from './global-teardown.js';

const FOLDER = 'dobroset-test-';
const ABANDONED_AFTER_MS = 3_600_000;

/** The built page, the bundles of the apps, and one server for all tests: that of DATABASE_URL, or an embedded one in a temporary folder. */
export default async function setUp(): Promise<void> {
  try {
    const environment = cliEnvironment(process.env, ROOT);
    await buildPageWhenStale();
    await Promise.all([processScripts(environment), commandScript(environment), bundledScript(ROOT, COLLEGE_PROCESS)]);
    const adminUrl = process.env['DATABASE_URL'] ?? (await startEmbedded());
    const cluster = nameRun(adminUrl);
    sweepUpBy(() => dropDatabases(cluster));
    await tell(cluster, `CREATE DATABASE ${cluster.template}`);
    await migrate(urlOf(cluster.template, cluster));
    publish(cluster);
  } catch (error) {
    await tearDown(); // jest does not, after a setup that failed
    throw error;
  }
}

async function startEmbedded(): Promise<string> {
  await removeAbandoned();
  const dataFolder = join(tmpdir(), `${FOLDER}${randomBytes(6).toString('hex')}`);
  sweepUpBy(() => eraseLocalPostgres(dataFolder));
  const postgres = await startLocalPostgres({ dataFolder, durable: false });
  sweepUpBy(() => postgres.stop());
  return postgres.url('postgres');
}

/** Runs that were interrupted could not remove their folder. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const folder of names.filter((name) => name.startsWith(FOLDER)).map((name) => join(tmpdir(), name))) {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await eraseLocalPostgres(folder).catch(() => undefined); // in use, or another user's
  }
}

async function dropDatabases(cluster: TestCluster): Promise<void> {
  const left = await tell(cluster, 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [cluster.prefix]);
  for (const { datname } of left.rows) await tell(cluster, `DROP DATABASE IF EXISTS "${String(datname)}" WITH (FORCE)`);
}
