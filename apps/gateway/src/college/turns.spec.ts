import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const patient = new AbortController().signal;

async function taken(turns: Turns): Promise<() => void> {
  const end = await turns.take(patient);
  if (typeof end === 'string') throw new Error(end);
  return end;
}

describe('turns', () => {
  it('are given to a few, then to whoever waits longest, and to nobody beyond those who may wait', async () => {
    const turns = new Turns({ underWay: 1, waiting: 2 });
    const end = await taken(turns);
    const came: string[] = [];
    const first = taken(turns).then((endFirst) => (came.push('first'), endFirst()));
    const second = taken(turns).then((endSecond) => (came.push('second'), endSecond()));

    expect(await turns.take(patient)).toBe('TOO_MANY');
    expect(came).toEqual([]);
    end();
    await Promise.all([first, second]);
    expect(came).toEqual(['first', 'second']);
    (await taken(turns))();
  });

  it('pass by those who have left', async () => {
    const turns = new Turns({ underWay: 1, waiting: 1 });
    const end = await taken(turns);
    const leaving = new AbortController();
    const left = turns.take(leaving.signal);
    leaving.abort();

    expect(await left).toBe('TOO_LATE');
    expect(await turns.take(leaving.signal)).toBe('TOO_LATE');
    const next = taken(turns);
    end();
    (await next)();
  });
});
