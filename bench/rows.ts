import { globalId } from '#contract/ids.js';

export interface RegistrationRow {
  readonly id: string;
  readonly status: string;
  readonly volunteerId: string;
}

export interface EventRow {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly placesTaken: number;
  readonly registrations: readonly RegistrationRow[];
}

/** The code of the college with that number; the alphabet has them in the order of their numbers. */
export function codeOf(number: number): string {
  return `c${String(number).padStart(3, '0')}`;
}

/** The id of a college's thing with that number. */
export function anId(college: string, number: number): string {
  return globalId(college, `0192f3c4-0000-7000-8000-${String(number).padStart(12, '0')}`);
}
