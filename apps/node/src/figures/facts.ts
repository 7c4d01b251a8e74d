import { collegeOf } from '#contract/ids.js';
import type { Measure } from './measure.js';

/** A number and the people it is over. */
export interface Fact {
  readonly amount: number;
  readonly people: ReadonlySet<string>;
}

/** What really was in one month; never leaves the node as it is. */
export interface MonthFacts {
  readonly month: string;
  /** Whether all registrations are for one event, or there are none. */
  readonly isOneEvent: boolean;
  readonly facts: Readonly<Record<Measure, Fact>>;
}

/** What one volunteer did at the college’s events of one month. */
export interface Activity {
  readonly month: string;
  /** Global id. */
  readonly volunteerId: string;
  /** Registrations that were neither cancelled nor declined. */
  readonly registrations: number;
  readonly attended: number;
  readonly noShow: number;
  readonly minutes: number;
}

export interface CollegeRecords {
  readonly activity: readonly Activity[];
  /** Events that took place, by month, and how many of them anybody was registered for. */
  readonly events: readonly { readonly month: string; readonly count: number; readonly booked: number }[];
  /** The college's own volunteers, by global id, with the month they joined in. */
  readonly volunteers: readonly { readonly id: string; readonly joined: string }[];
}

/** Counts the records of a college by month. */
export function factsOf(college: string, months: readonly string[], records: CollegeRecords): MonthFacts[] {
  const activityOf = byMonth(records.activity);
  const events = new Map(records.events.map((one) => [one.month, one]));
  return months.map((month) => {
    const activity = activityOf.get(month) ?? [];
    const own = activity.filter(({ volunteerId }) => collegeOf(volunteerId) === college);
    const others = activity.filter(({ volunteerId }) => collegeOf(volunteerId) !== college);
    return {
      month,
      isOneEvent: (events.get(month)?.booked ?? 0) <= 1,
      facts: {
        VOLUNTEERS: headcount(records.volunteers.filter(({ joined }) => joined <= month).map(({ id }) => id)),
        ACTIVE_VOLUNTEERS: headcount(own.filter(({ attended }) => attended > 0).map(({ volunteerId }) => volunteerId)),
        EVENTS: { amount: events.get(month)?.count ?? 0, people: new Set() },
        REGISTRATIONS: sum(activity, ({ registrations }) => registrations),
        CROSS_COLLEGE_REGISTRATIONS: sum(others, ({ registrations }) => registrations),
        MINUTES: sum(activity, ({ minutes }) => minutes),
        ATTENDED: sum(activity, ({ attended }) => attended),
        NO_SHOW: sum(activity, ({ noShow }) => noShow),
      },
    };
  });
}

/** Facts of several months as one. */
export function merged(facts: readonly Fact[]): Fact {
  return {
    amount: facts.reduce((total, { amount }) => total + amount, 0),
    people: new Set(facts.flatMap(({ people }) => [...people])),
  };
}

function headcount(ids: readonly string[]): Fact {
  const people = new Set(ids);
  return { amount: people.size, people };
}

function sum(activity: readonly Activity[], of: (one: Activity) => number): Fact {
  const counted = activity.filter((one) => of(one) > 0);
  return {
    amount: counted.reduce((total, one) => total + of(one), 0),
    people: new Set(counted.map(({ volunteerId }) => volunteerId)),
  };
}

function byMonth(activity: readonly Activity[]): Map<string, Activity[]> {
  const months = new Map<string, Activity[]>();
  for (const one of activity) {
    const month = months.get(one.month);
    if (month) month.push(one);
    else months.set(one.month, [one]);
  }
  return months;
}
