import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { anEvent } from '#support/factories/event.factory.js';
import { BootedNode } from './booted-node.js';

const REQUESTS = 500;

/** Milliseconds. */
const WHAT_A_GATEWAY_WAITS = 3_500;

interface Count {
  readonly eventFeed: { readonly totalCount: number };
}

describe('a node whose database has no time', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start(10);
    await node.rows.manager.save(anEvent());
  });
  afterAll(() => node.stop());

  it('row 78: 500 requests on a pool of 10 are refused quickly with BUSY, and it recovers', async () => {
    const blocker = new pg.Client(node.database.url);
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE event IN ACCESS EXCLUSIVE MODE');

    const timed = async () => {
      const start = performance.now();
      const { errors } = await node.ask<Count | null>('{ eventFeed { totalCount } }');
      return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message, took: performance.now() - start };
    };
    const answers = await Promise.all(Array.from({ length: REQUESTS }, timed));
    await blocker.query('ROLLBACK');
    await blocker.end();

    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['BUSY']));
    expect(new Set(answers.map(({ message }) => message))).toEqual(
      new Set(['This college’s node is too busy to answer. Ask again in a few seconds.']),
    );
    // Ten hold a connection until PostgreSQL cancels their statement; the rest wait a second for one, and no longer.
    expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(WHAT_A_GATEWAY_WAITS);

    const { data, errors } = await node.ask<Count>('{ eventFeed { totalCount } }');
    expect(errors).toBeUndefined();
    expect(data.eventFeed.totalCount).toBe(1);
  });

  it('answers 500 requests at once when nothing holds it up', async () => {
    const answers = await Promise.all(Array.from({ length: REQUESTS }, () => node.ask<Count>('{ eventFeed { totalCount } }')));
    expect(answers.every(({ data }) => data.eventFeed.totalCount === 1)).toBe(true);
  });
});
