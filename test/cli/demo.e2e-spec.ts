import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { eraseLocalPostgres } from '#local-postgres/local-postgres.js';
import { freePorts } from '#support/free-ports.js';
import { START_PORTS } from '#support/local-start.js';
import { quickest } from '#support/server-process.js';
import { until } from '#support/until.js';

const MAIN = quickest('apps/cli/src/main.js');

it('stops a demonstration at Ctrl-C as it stops a start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dobroset-demo-'));
  await chmod(folder, 0o755);
  const demo = spawn(process.execPath, [MAIN, 'demo', '--port', String(await freePorts(START_PORTS)), '--data', folder], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  demo.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = once(demo, 'close');
  try {
    await until('its database runs', () => told.includes('PostgreSQL at'));
    demo.kill('SIGINT');
    await ended;
    expect(demo.exitCode).toBe(0);
    expect(told).toContain('Everything is stopped.');
    expect(told).not.toContain('aborted');
  } finally {
    demo.kill('SIGKILL');
    await ended;
    await eraseLocalPostgres(join(folder, 'postgres'));
    await rm(folder, { recursive: true });
  }
});
