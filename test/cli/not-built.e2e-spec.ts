import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const COMMAND = 'apps/cli/command/dobroset.mjs';

it('names the command that installs the compiler too, wherever npm leaves out what is for development', async () => {
  const clone = await mkdtemp(join(tmpdir(), 'not-built-'));
  try {
    await mkdir(join(clone, 'apps/cli/command'), { recursive: true });
    await copyFile(fileURLToPath(new URL(`../../../${COMMAND}`, import.meta.url)), join(clone, COMMAND));
    await writeFile(join(clone, 'tsconfig.json'), '{}');
    const run = promisify(execFile)(process.execPath, [join(clone, COMMAND), 'start']);
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('run `npm install --include=dev` first') });
  } finally {
    await rm(clone, { recursive: true });
  }
});
