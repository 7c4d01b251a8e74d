import { expect, it } from '@jest/globals';
import { InTurn } from './in-turn.js';

it('does the pieces of several askers by turns, and a piece that throws holds up none', async () => {
  const turns = new InTurn();
  const [one, other] = [{}, {}];
  const done: string[] = [];
  const piece = (name: string) => () => void done.push(name);
  const all = [
    ...['a1', 'a2', 'a3'].map((name) => turns.do(one, piece(name))),
    turns.do(other, () => {
      throw new Error('b1');
    }),
    turns.do(other, piece('b2')),
  ];
  const outcomes = await Promise.allSettled(all);
  expect(done).toEqual(['a1', 'a2', 'b2', 'a3']);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await turns.do(one, () => 'later')).toBe('later');
});
