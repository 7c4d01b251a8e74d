import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { anEvent } from '#support/factories/event.factory.js';
import { type Answer, BootedNode } from './booted-node.js';

const REQUESTS = 500;

interface Count {
  readonly eventFeed: { readonly totalCount: number };
}

describe('a node whose database has no time', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start({ poolSize: 10, poolWait: 1_000 });
    await node.rows.manager.save(anEvent());
  });
  afterAll(() => node.stop());

  it('row 78: 500 requests on a pool of 10 are refused quickly with BUSY, and it recovers', async () => {
    const blocker = new pg.Client(node.database.url);
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE event IN ACCESS EXCLUSIVE MODE');

    // The table stays locked until all are refused. Taking turns on ten connections, each until PostgreSQL cancels its
    // statement, they would need a hundred seconds, which is longer than this test may take (below).
    const answers = await askAtOnce<Count | null>(node);
    await blocker.query('ROLLBACK');
    await blocker.end();

    expect(answers).toHaveLength(REQUESTS);
    for (const { errors } of answers) expect(errors).toMatchObject([BUSY]);

    const { data, errors } = await node.ask<Count>('{ eventFeed { totalCount } }');
    expect(errors).toBeUndefined();
    expect(data.eventFeed.totalCount).toBe(1);
  }, 60_000);

  it('row 78: 500 requests at once, with nothing in their way, are answered or refused with BUSY, and none is lost', async () => {
    const answers = await askAtOnce<Count | null>(node);
    const answered = answers.filter(({ data }) => data !== null);
    expect(answered.length).toBeGreaterThan(0);
    for (const { data } of answered) expect(data).toEqual({ eventFeed: { totalCount: 1 } });
    for (const { errors } of answers.filter(({ data }) => data === null)) expect(errors).toMatchObject([BUSY]);
  });
});

const BUSY = { message: 'This college’s node is too busy to answer. Ask again in a few seconds.', extensions: { code: 'BUSY' } };

function askAtOnce<Data>(node: BootedNode): Promise<Answer<Data>[]> {
  return Promise.all(Array.from({ length: REQUESTS }, () => node.ask<Data>('{ eventFeed { totalCount } }')));
}
