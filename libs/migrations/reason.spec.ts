import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const run = promisify(execFile);
const REASON = new URL('./reason.js', import.meta.url).href;

it('is told of a connection that every address of a name refuses', async () => {
  const script = `
    const { reasonOf } = await import(${JSON.stringify(REASON)});
    const { connect } = await import('node:net');
    const addresses = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];
    connect({ host: 'both.invalid', port: 1, autoSelectFamily: true, lookup: (_name, _options, found) => found(null, addresses) })
      .on('error', (error) => console.log(JSON.stringify([error.message, reasonOf(error)])));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual(['', 'connect ECONNREFUSED 127.0.0.1:1']);
});
