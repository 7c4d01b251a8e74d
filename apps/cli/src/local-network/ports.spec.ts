import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { databasePort } from './ports.js';

const run = promisify(execFile);
const PORTS = new URL('./ports.js', import.meta.url).href;
const FORBIDDEN = 80;

/** Some containers let everybody listen everywhere. */
const anybodyMay = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) <= FORBIDDEN;

(anybodyMay ? it.skip : it)('are told apart: those that somebody has, and those that only root may have', async () => {
  const script = `
    const { refusedPorts, isTaken } = await import(${JSON.stringify(PORTS)});
    const { createServer } = await import('node:net');
    const somebody = createServer().listen(0, '127.0.0.1', async () => {
      if (process.getuid() === 0) process.seteuid(65534);
      const refused = await refusedPorts([${FORBIDDEN}, somebody.address().port]);
      console.log(JSON.stringify(refused.map((port) => [port.code, isTaken(port)])));
      somebody.close();
    });`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual([['EACCES', false], ['EADDRINUSE', true]]);
});

it('of a database is none that only root may have', async () => {
  expect(await databasePort(FORBIDDEN)).toBeUndefined();
});
