import { describe, expect, it } from '@jest/globals';
import { atEveryPlace, distinctOf, errorsAtEveryPlace } from './repeats.js';

const bat = { __typename: 'College', code: 'bat' };
const hgt = { __typename: 'College', code: 'hgt' };
const registration = { __typename: 'Registration', id: 'bat:1', volunteerId: 'hgt:1' };

describe('repeats in an entity fetch', () => {
  it('asks for each college once, and for everything else as often as it stands there', () => {
    const distinct = distinctOf([bat, registration, { ...bat }, hgt, registration]);
    expect(distinct.representations).toEqual([bat, registration, hgt, registration]);
    expect(distinct.indexes).toEqual([0, 1, 0, 2, 3]);
  });

  it('does not take a college with more than its code for the same', () => {
    expect(distinctOf([bat, { ...bat, about: '' }]).representations).toHaveLength(2);
  });

  it('gives every place an object of its own', () => {
    const [first, , repeat] = atEveryPlace([{ name: 'БАТ' }, null], distinctOf([bat, hgt, bat]));
    expect(repeat).toEqual({ name: 'БАТ' });
    expect(repeat).not.toBe(first);
  });

  it('says an error at every place that it affects', () => {
    const errors = [{ message: 'no', path: ['_entities', 0, 'name'] }, { message: 'nothing at all' }];
    expect(errorsAtEveryPlace(errors, distinctOf([bat, hgt, bat]))).toEqual([
      { message: 'no', path: ['_entities', 0, 'name'] },
      { message: 'no', path: ['_entities', 2, 'name'] },
      { message: 'nothing at all' },
    ]);
  });
});
