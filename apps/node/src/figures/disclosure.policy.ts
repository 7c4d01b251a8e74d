import { SMALLEST_GROUP } from '#contract/limits.js';
import type { Fact } from './facts.js';
import type { Measure } from './measure.js';

type People = ReadonlySet<string>;

/** Nobody, or enough people that none of them stands out. */
export function isSafeGroup(people: People): boolean {
  return isSafeSize(people.size);
}

/** The same of a difference of two headcounts, whichever is the larger. */
export function isSafeSize(difference: number): boolean {
  return difference === 0 || Math.abs(difference) >= SMALLEST_GROUP;
}

/** Whether fewer people changed than may be told apart. */
export function isNearlySame(one: People, other: People): boolean {
  return without(one, other).size + without(other, one).size < SMALLEST_GROUP;
}

/** The people behind the numbers that a month tells; a measure that is hidden is not among them. */
export type Told = Partial<Record<Measure, People>>;

/**
 * What a number is for the world: itself, or null where it is over one to nine people, and where a number that is told
 * beside it would give such a group away by subtraction.
 */
export function disclosed({ amount, people }: Fact, measure: Measure, beside: Told, isOneEvent: boolean): number | null {
  const told = { ...beside, [measure]: people };
  return isSafeGroup(people) && subtracted(told, isOneEvent).every(isSafeSize) ? amount : null;
}

/**
 * How many people are left where one number is taken from another. Registrations, minutes and people are amounts of
 * different things, except in a month of one event: there everybody is registered once, and the length is public.
 */
function subtracted(told: Told, isOneEvent: boolean): number[] {
  const { VOLUNTEERS, ACTIVE_VOLUNTEERS, REGISTRATIONS, CROSS_COLLEGE_REGISTRATIONS, MINUTES } = told;
  // A headcount is carried on, so that those who are active need not be among it: only the numbers can be compared.
  const inactive = VOLUNTEERS && ACTIVE_VOLUNTEERS ? [VOLUNTEERS.size - ACTIVE_VOLUNTEERS.size] : [];
  const always = [...inactive, ...apart(REGISTRATIONS, CROSS_COLLEGE_REGISTRATIONS)];
  if (!isOneEvent) return always;
  return [
    ...always,
    ...apart(REGISTRATIONS, MINUTES),
    ...apart(REGISTRATIONS, ACTIVE_VOLUNTEERS),
    ...apart(MINUTES, ACTIVE_VOLUNTEERS),
    ...apart(without(REGISTRATIONS, CROSS_COLLEGE_REGISTRATIONS), ACTIVE_VOLUNTEERS),
    ...apart(CROSS_COLLEGE_REGISTRATIONS, without(MINUTES, ACTIVE_VOLUNTEERS)),
  ];
}

/** How many are behind one number alone, and behind the other alone, where both are told. */
function apart(one: People | undefined, other: People | undefined): number[] {
  return [without(one, other), without(other, one)].flatMap((group) => (group ? [group.size] : []));
}

function without(one: People, other: People): People;
function without(one: People | undefined, other: People | undefined): People | undefined;
function without(one: People | undefined, other: People | undefined): People | undefined {
  return one && other && new Set([...one].filter((person) => !other.has(person)));
}
