import { expect, it } from '@jest/globals';
import { OneByOne } from './one-by-one.js';

it('does one thing after another, also after one that failed, and refuses what would wait too long', async () => {
  const press = new OneByOne(3);
  const seen: string[] = [];
  const work = (name: string, fails = false) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const all = [press.run(work('a')), press.run(work('b', true)), press.run(work('c'))];
  await expect(press.run(work('d'))).rejects.toMatchObject({ code: 'BUSY' });
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  await expect(press.run(work('e'))).resolves.toBe('e');
});
