import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from '@jest/globals';
import { freePorts } from '#support/free-ports.js';
import { askEveryNode } from './first-question.js';

/** For an answer it waits 15 seconds. */
const LESS_THAN_IT_WAITS_MS = 10_000;

it('is given up when the start is stopped, though a node is silent', async () => {
  const gateway = createServer(); // takes the question, and never answers
  const port = await freePorts(1);
  await once(gateway.listen(port, '127.0.0.1'), 'listening');
  const stop = new AbortController();
  let settled = false;
  const asking = askEveryNode(`http://127.0.0.1:${port}/graphql`, stop.signal).then(() => (settled = true));
  try {
    await once(gateway, 'request');
    expect(settled).toBe(false);
    stop.abort();
    await asking;
  } finally {
    gateway.closeAllConnections();
    gateway.close();
  }
}, LESS_THAN_IT_WAITS_MS);
