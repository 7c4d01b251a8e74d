import { describe, expect, it } from '@jest/globals';
import type { NodeAnswer, NodeCalls } from '../college/graph-context.js';
import { LiveSessions } from './live-sessions.js';

/** More than any cache of ours holds. */
const VERY_MANY = 50_000;

const ENDED: NodeAnswer = { data: { sessionIsLive: false }, errors: [] };

/** Nodes all of whose sessions have ended, and how often each college was asked. */
class EndedSessions {
  readonly asked = new Map<string, number>();

  forRequest(): NodeCalls {
    const read = (college: string): Promise<NodeAnswer> => {
      this.asked.set(college, (this.asked.get(college) ?? 0) + 1);
      return Promise.resolve(ENDED);
    };
    return { read, mutate: read };
  }
}

const of = (college: string, sid: string) => ({ actor: { id: `${college}:0192f3c4-0000-7000-8000-000000000001`, college, roles: ['CURATOR' as const] }, sid });

describe('what is remembered of sessions', () => {
  it('is not forgotten for the many that another college makes up', async () => {
    const nodes = new EndedSessions();
    const sessions = new LiveSessions(nodes);
    expect(await sessions.goesOn(of('bat', 'one'))).toBe(false);
    for (let made = 0; made < VERY_MANY; made += 1) await sessions.goesOn(of('hgt', String(made)));
    expect(await sessions.goesOn(of('bat', 'one'))).toBe(false);
    expect(nodes.asked.get('bat')).toBe(1);
  });

  it('is bounded for each college', async () => {
    const nodes = new EndedSessions();
    const sessions = new LiveSessions(nodes);
    for (let made = 0; made < VERY_MANY; made += 1) await sessions.goesOn(of('hgt', String(made)));
    await sessions.goesOn(of('hgt', '0'));
    expect(nodes.asked.get('hgt')).toBe(VERY_MANY + 1);
  });
});
