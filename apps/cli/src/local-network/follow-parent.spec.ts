import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';

const FOLLOW_PARENT = new URL('./follow-parent.js', import.meta.url).href;

describe('a child', () => {
  it.each([
    ['as it loads', ''],
    ['at work', 'process.send("at work");'],
  ])('ends when its parent’s end of the channel closes, %s', async (_when, says) => {
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, '--eval', `${says} setInterval(() => undefined, 1_000)`], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (says !== '') await once(child, 'message');
    child.disconnect();
    expect((await once(child, 'exit'))[1]).toBe('SIGTERM');
  });
});
