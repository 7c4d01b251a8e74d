import { expect, it } from '@jest/globals';
import { writtenAnswer } from './written-answer.js';

it('a short answer is written at once', () => {
  expect(writtenAnswer({ data: { name: 'bat' } })).toBe('{"data":{"name":"bat"}}\n');
});

it('long answers are written in turns, whole, and others have theirs meanwhile', async () => {
  const answers = [1, 2].map((number) => ({ data: { nodes: Array.from({ length: 100 }, (_, id) => ({ id: number + id, text: 'ы"\n'.repeat(20_000) })) } }));
  let others = 0;
  const other = (): void => {
    others += 1;
    next = setImmediate(other);
  };
  let next = setImmediate(other);
  const texts = await Promise.all(answers.map((answer) => Promise.resolve(writtenAnswer(answer))));
  clearImmediate(next);
  expect(texts.map((text, index) => text === `${JSON.stringify(answers[index])}\n`)).toEqual([true, true]);
  expect(others).toBeGreaterThan(2);
});
