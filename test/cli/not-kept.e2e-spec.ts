import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { runCli } from '#support/cli-run.js';
import { freePorts } from '#support/free-ports.js';
import { START_PORTS } from '#support/local-start.js';

it.each([[[]], [['--fresh']]])('says in a sentence that nothing can be kept where it is told to (%j)', async (flags: readonly string[]) => {
  const parent = await mkdtemp(join(tmpdir(), 'not-kept-'));
  const file = join(parent, 'file');
  await writeFile(file, '');
  try {
    const { exitCode, told } = await runCli(['start', '--port', String(await freePorts(START_PORTS)), '--data', file, ...flags]);
    expect(exitCode).toBe(1);
    expect(told).toContain(`Nothing can be kept in ${file} (`);
  } finally {
    await rm(parent, { recursive: true });
  }
});
