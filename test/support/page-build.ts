import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cliEnvironment } from '#cli/environment.js';
import { buildPage, pageIsStale } from '#cli/local-network/page-build.js';

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Builds the page where it is missing or older than its sources. Before any test: several would build into one folder.
 * @throws Error with the end of what the build said
 */
export async function buildPageWhenStale(): Promise<void> {
  const environment = cliEnvironment(process.env, ROOT);
  if (!(await pageIsStale(environment))) return;
  const log = join(tmpdir(), `dobroset-test-page-${process.pid}.log`);
  const why = await buildPage(environment, log, new AbortController().signal);
  if (why !== null) throw new Error(`The page could not be built: ${why}`);
  await rm(log);
}
