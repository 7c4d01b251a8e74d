import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { shellWord } from './shell-word.js';

const run = promisify(execFile);

it.each(['/d1 пробел', "it's", '$HOME', 'a;b', '`id`', 'new\nline', ''])('is one word to a shell, as it stands: %j', async (text) => {
  expect((await run('/bin/sh', ['-c', `printf %s ${shellWord(text)}`])).stdout).toBe(text);
});

it('is left alone where a shell needs no more', () => {
  expect(shellWord('/srv/данные/d-1')).toBe('/srv/данные/d-1');
});
