import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eraseLocalPostgres, startLocalPostgres } from '#local-postgres/local-postgres.js';
import { migrate } from '#node/database/migrate.js';
import { fillCollege, sizeFor } from '#support/large-college.js';
import { ROOT } from '#support/page-build.js';
import { nameRun, publish, tell, urlOf } from '#support/test-cluster.js';
import { BootedNode } from '../node/booted-node.js';
import { listsOf } from '../node/large-college-lists.js';
import { measure } from './measure.js';
import { HELP, type ScaleOptions, optionsFrom } from './options.js';
import { type Measured, lineOf, reportOf } from './report.js';

const SIZES = [1_000, 50_000];

async function main(given: readonly string[]): Promise<void> {
  const options = optionsFrom(given);
  if (!options) return say(HELP);
  const dataFolder = join(tmpdir(), `dobroset-scale-${randomBytes(6).toString('hex')}`);
  const postgres = await startLocalPostgres({ dataFolder, durable: false });
  const stopped = new Promise<never>((_, reject) => {
    // `on`, for npm and a terminal may both pass the same Ctrl-C on.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  try {
    const cluster = nameRun(postgres.url('postgres'));
    await tell(cluster, `CREATE DATABASE ${cluster.template}`);
    await migrate(urlOf(cluster.template, cluster));
    publish(cluster);
    await Promise.race([run(options), stopped]);
  } finally {
    await postgres.stop();
    await eraseLocalPostgres(dataFolder);
  }
}

async function run({ requests, only }: ScaleOptions): Promise<void> {
  const nodes: BootedNode[] = [];
  try {
    for (const events of SIZES) {
      say(`A college of ${events.toLocaleString('en')} events …\n`);
      const node = await BootedNode.start();
      nodes.push(node);
      await fillCollege(node.database.url, sizeFor(events));
    }
    const measured: Measured[] = [];
    for (const list of listsOf(new Date()).filter(({ name }) => name.includes(only))) {
      const [small, large] = await measure(list, nodes, requests);
      if (!small || !large) throw new Error('Two sizes are compared.');
      measured.push({ list, small, large });
      say(`${lineOf({ list, small, large })}\n`);
    }
    if (only !== '') return say('A part was measured, so bench/SCALE.md stays as it is.\n');
    await writeFile(join(ROOT, 'bench/SCALE.md'), reportOf(measured, requests));
    say('Written to bench/SCALE.md.\n');
  } finally {
    for (const node of nodes) await node.stop();
  }
}

function say(text: string): void {
  process.stdout.write(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
