import { SMALLEST_GROUP } from '#contract/limits.js';
import type { Fact, MonthFacts } from './facts.js';
import type { Measure } from './measure.js';

type People = ReadonlySet<string>;

/** Nobody, or enough people that none of them stands out. */
export function isSafeGroup(people: People): boolean {
  return people.size === 0 || people.size >= SMALLEST_GROUP;
}

/** Whether fewer people changed than may be told apart. */
export function isNearlySame(one: People, other: People): boolean {
  return without(one, other).size + without(other, one).size < SMALLEST_GROUP;
}

/**
 * What a number is for the world: itself, or null where it is over one to nine people, and where a number that stands
 * beside it would give such a group away by subtraction.
 */
export function disclosed(measure: Measure, { facts }: MonthFacts): number | null {
  const { amount, people }: Fact = facts[measure];
  const whole = WHOLE[measure];
  const rest = whole === undefined ? new Set<string>() : without(facts[whole].people, people);
  return isSafeGroup(people) && isSafeGroup(rest) ? amount : null;
}

/** Measures that count a part of what another measure counts. */
const WHOLE: Partial<Record<Measure, Measure>> = {
  ACTIVE_VOLUNTEERS: 'VOLUNTEERS',
  CROSS_COLLEGE_REGISTRATIONS: 'REGISTRATIONS',
};

function without(one: People, other: People): People {
  return new Set([...one].filter((person) => !other.has(person)));
}
