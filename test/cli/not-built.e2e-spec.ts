import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isRunning } from '#support/processes.js';
import { until } from '#support/until.js';

const COMMAND = 'apps/cli/command/dobroset.mjs';

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'not-built-'));
  await mkdir(join(clone, 'apps/cli/command'), { recursive: true });
  await copyFile(fileURLToPath(new URL(`../../../${COMMAND}`, import.meta.url)), join(clone, COMMAND));
  await writeFile(join(clone, 'tsconfig.json'), '{}');
});
afterEach(() => rm(clone, { recursive: true }));

it('names the command that installs the compiler too, wherever npm leaves out what is for development', async () => {
  const run = promisify(execFile)(process.execPath, [join(clone, COMMAND), 'start']);
  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('run `npm install --include=dev` first') });
});

it('ends the compiler with itself where npm passes on the word to stop, though that heeds no such word', async () => {
  const compiler = join(clone, 'node_modules/typescript-7/bin');
  await mkdir(compiler, { recursive: true });
  const deaf = "process.on('SIGTERM', () => undefined); process.on('SIGINT', () => undefined); process.stderr.write(`compiling as ${process.pid}\\n`); setTimeout(() => undefined, 60_000);";
  await writeFile(join(compiler, 'native.js'), deaf);
  // As TypeScript's launcher, which waits for its compiler and hears nothing.
  await writeFile(join(compiler, 'tsc'), "require('node:child_process').execFileSync(process.execPath, [__dirname + '/native.js'], { stdio: 'inherit' });");
  const command = spawn(process.execPath, [join(clone, COMMAND), 'start'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  command.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('it compiles', () => said.includes('compiling as'));
  command.kill('SIGINT');
  await once(command, 'exit');
  expect(command.exitCode).toBe(1);
  const compiling = Number(/compiling as (\d+)/.exec(said)?.[1]);
  await until('the compiler is gone', async () => !(await isRunning(compiling)), 5_000);
});

it('does not run what could not be built, the second time either', async () => {
  const compiler = join(clone, 'node_modules/typescript-7/bin');
  await mkdir(compiler, { recursive: true });
  // As TypeScript does, which writes what it can of what is wrong.
  const writes = (path: string) => `mkdirSync(dirname('${path}'), { recursive: true }); writeFileSync('${path}', 'process.stdout.write("broken")');`;
  await writeFile(join(compiler, 'tsc'), `const { mkdirSync, writeFileSync } = require('node:fs'); const { dirname } = require('node:path'); ${writes('dist/apps/cli/src/main.js')} ${writes('dist/.tsbuildinfo')} process.exitCode = 2;`);
  for (let run = 0; run < 2; run += 1) {
    await expect(promisify(execFile)(process.execPath, [join(clone, COMMAND)])).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('could not be built') });
  }
});

it('runs the bundle that was made since the last build, and what is compiled where that is newer', async () => {
  await rm(join(clone, 'tsconfig.json')); // an installation without sources builds nothing
  const written = async (path: string, minute: number): Promise<void> => {
    const file = join(clone, 'dist', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `process.stdout.write('${path}')`);
    await utimes(file, minute * 60, minute * 60);
  };
  const ran = async () => (await promisify(execFile)(process.execPath, [join(clone, COMMAND)])).stdout;
  await written('apps/cli/src/main.js', 1);
  await written('.tsbuildinfo', 1);
  expect(await ran()).toBe('apps/cli/src/main.js');
  await written('cli-bundle/main.js', 1);
  await written('cli-bundle/app.cjs', 2);
  expect(await ran()).toBe('cli-bundle/main.js');
  await written('.tsbuildinfo', 3);
  expect(await ran()).toBe('apps/cli/src/main.js');
});
