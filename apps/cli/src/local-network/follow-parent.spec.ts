import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';

const FOLLOW_PARENT = new URL('./follow-parent.js', import.meta.url).href;

describe('a child', () => {
  it.each([
    ['as it loads', 0],
    ['at work', 1],
  ])('ends when its parent’s end of the channel closes, %s', async (_when, messages) => {
    const child = spawn(process.execPath, ['--import', FOLLOW_PARENT, '--eval', 'process.send("at work"); setInterval(() => undefined, 1_000)'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (messages > 0) await once(child, 'message');
    child.disconnect();
    expect((await once(child, 'exit'))[1]).toBe('SIGTERM');
  });
});
