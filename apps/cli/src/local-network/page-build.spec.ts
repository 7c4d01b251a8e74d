import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { cliEnvironment } from '../environment.js';
import { buildPage } from './page-build.js';

it('says why the page is not built where its log cannot be written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-build-'));
  try {
    expect(await buildPage(cliEnvironment({}, folder), folder, AbortSignal.timeout(10_000))).toContain('EISDIR');
  } finally {
    await rm(folder, { recursive: true });
  }
});
