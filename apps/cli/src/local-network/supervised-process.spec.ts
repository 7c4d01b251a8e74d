import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePorts } from '#support/free-ports.js';
import { until } from '#support/until.js';
import { type ProcessNews, SupervisedProcess } from './supervised-process.js';

const SCRIPT = `
  import { createServer } from 'node:http';
  process.stdout.write('serving');
  createServer((_request, response) => response.end()).listen(process.env.PORT, '127.0.0.1', () => process.send('ready'));
`;
const NODE = process.execPath;

describe('a process that is kept running', () => {
  let folder: string;
  let logs: string;
  let log: string;
  let news: ProcessNews[];
  let supervised: SupervisedProcess;

  const told = (kind: ProcessNews['kind']): ProcessNews[] => news.filter((one) => one.kind === kind);
  const aProcess = async (name: string): Promise<SupervisedProcess> => {
    const port = String(await freePorts(1));
    const plan = { name, script: join(folder, 'one.mjs'), environment: { PORT: port }, log, readyUrl: `http://127.0.0.1:${port}/` };
    return new SupervisedProcess(plan, (one) => news.push(one));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supervised-process-'));
    logs = join(folder, 'logs');
    log = join(logs, 'one.log');
    await mkdir(logs);
    await writeFile(join(folder, 'one.mjs'), SCRIPT);
    news = [];
    supervised = await aProcess('one');
  });

  afterEach(async () => {
    process.execPath = NODE;
    await supervised.stop();
    await rm(folder, { recursive: true });
  });

  it('is started again where the folder of its log was removed, and writes there', async () => {
    expect(await supervised.start()).toBe(true);
    await rm(logs, { recursive: true });
    supervised.kill();
    await until('it is back', () => told('BACK').length === 1);
    expect(told('DIED')).toMatchObject([{ how: 'SIGKILL' }]);
    expect(await readFile(log, 'utf8')).toBe('serving');
  });

  it('goes on being tried while its log cannot be written, which is told like any death', async () => {
    expect(await supervised.start()).toBe(true);
    await rm(logs, { recursive: true });
    await writeFile(logs, 'no folder');
    supervised.kill();
    await until('two more starts fail', () => told('DIED').length === 3);
    expect(told('DIED')).toMatchObject([{ how: 'SIGKILL' }, { how: expect.stringContaining('EEXIST') }, { how: expect.stringContaining('EEXIST') }]);
    await rm(logs);
    await until('it is back', () => told('BACK').length === 1);
  });

  it('goes on being tried while the system gives it no process, from the first start on', async () => {
    process.execPath = join(folder, 'nowhere');
    expect(await supervised.start()).toBe(false);
    await until('its death is told', () => told('DIED').length === 1);
    expect(told('DIED')).toMatchObject([{ how: expect.stringContaining('ENOENT') }]);
    process.execPath = NODE;
    await until('it is back', () => told('BACK').length === 1);
  });

  it('ends where it is stopped while it cannot be started', async () => {
    const other = await aProcess('other');
    process.execPath = join(folder, 'nowhere');
    try {
      expect(await supervised.start()).toBe(false);
      expect(await other.start()).toBe(false);
      await supervised.stop();
      process.execPath = NODE;
      // The other one, which is tried again no sooner, is back twice: by then the one that was stopped would be, too.
      const backs = (name: string) => told('BACK').filter((one) => one.name === name).length;
      await until('the other one is back', () => backs('other') === 1);
      other.kill();
      await until('the other one is back once more', () => backs('other') === 2);
      expect(backs('one')).toBe(0);
    } finally {
      await other.stop();
    }
  });
});
