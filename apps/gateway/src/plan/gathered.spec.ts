import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collectAt, mergeInto } from './gathered.js';
import { NotOrdinary } from './not-ordinary.js';

describe('what a plan gathers', () => {
  it('is found at a path, through lists, and null ends it', () => {
    const root = { list: [{ at: { id: 1 } }, { at: null }, null, { at: { id: 2 } }] };
    expect(collectAt(root, ['list', '@', 'at'])).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('is not looked for where a path does not lead', () => {
    expect(() => collectAt({ list: { at: 1 } }, ['list', '@'])).toThrow(NotOrdinary);
    expect(() => collectAt({ list: [[{}]] }, ['list', '@'])).toThrow(NotOrdinary);
  });

  it('is merged, the later answer winning', () => {
    const target = { a: { x: 1, y: 1 }, list: [{ x: 1 }, null], gone: 1 };
    mergeInto(target, { a: { y: 2 }, list: [{ y: 2 }, { z: 3 }], gone: null, fresh: true });
    expect(target).toEqual({ a: { x: 1, y: 2 }, list: [{ x: 1, y: 2 }, { z: 3 }], gone: null, fresh: true });
  });

  it('takes any answer into nothing as it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue()), (answer) => {
        const target = {};
        mergeInto(target, structuredClone(answer));
        expect(target).toEqual({ ...answer });
      }),
    );
  });
});
