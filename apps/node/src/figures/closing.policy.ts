import { SMALLEST_GROUP } from '#contract/limits.js';
import { disclosed, isNearlySame, isSafeGroup, isSafeSize, type Told } from './disclosure.policy.js';
import { type MonthFacts, merged } from './facts.js';
import { MEASURES, type Measure } from './measure.js';

/** One measure of one month as it was closed. */
export interface Closed {
  readonly month: string;
  readonly measure: Measure;
  /** The first month that the amount covers. */
  readonly since: string;
  /** Null is suppressed. */
  readonly amount: number | null;
  readonly people: ReadonlySet<string>;
}

/** Finds how a month stands closed; undefined while it is not. */
export type FindClosed = (month: string, measure: Measure) => Closed | undefined;

/** In the order in which they are closed: what comes first is the likelier to be told. */
const BY_THE_MONTH = ['REGISTRATIONS', 'CROSS_COLLEGE_REGISTRATIONS', 'MINUTES', 'ACTIVE_VOLUNTEERS'] as const;

/**
 * Closes whole months, oldest first: says what each measure of each is from now on. What was closed before stays unless
 * at least ten people came or went, so that one person added or removed never shows, whichever ranges are compared.
 */
export function closeMonths(months: readonly MonthFacts[], closed: FindClosed): Closed[] {
  const headcounts = closeHeadcounts(months, closed);
  return [
    ...months.map(closeEvents),
    ...headcounts,
    ...months.flatMap((month) => closeMeasures(month, headcounts, closed)),
    ...closeAttendance(months, closed),
  ];
}

/** How many events there were says nothing of people, so it is always what it is. */
function closeEvents({ month, facts }: MonthFacts): Closed {
  return { month, measure: 'EVENTS', since: month, amount: facts.EVENTS.amount, people: new Set() };
}

/** Closes one after the other, each beside those that were closed already and those that still stand as they were. */
function closeMeasures(month: MonthFacts, headcounts: readonly Closed[], closed: FindClosed): Closed[] {
  const result: Closed[] = [];
  const now: FindClosed = (at, measure) =>
    [...headcounts, ...result].find((one) => one.month === at && one.measure === measure) ?? closed(at, measure);
  for (const measure of BY_THE_MONTH) {
    const fact = month.facts[measure];
    const before = closed(month.month, measure);
    const amount = disclosed(fact, measure, toldIn(month.month, now), month.isOneEvent);
    result.push(
      before && staysClosed(before, amount, fact.people)
        ? before
        : { month: month.month, measure, since: month.month, amount, people: fact.people },
    );
  }
  return result;
}

function toldIn(month: string, closed: FindClosed): Told {
  const told: Told = {};
  for (const measure of MEASURES) {
    const found = closed(month, measure);
    if (found && found.amount !== null) told[measure] = found.people;
  }
  return told;
}

/**
 * The headcount of a month is the month before's while fewer than ten people joined or left: else two neighbouring
 * months would tell who did. A month closed anew also keeps that distance from the month behind it, and from those who
 * were told to be active in it.
 */
function closeHeadcounts(months: readonly MonthFacts[], closed: FindClosed): Closed[] {
  const result: Closed[] = [];
  for (const [index, { month, facts }] of months.entries()) {
    const { people } = facts.VOLUNTEERS;
    const before = closed(month, 'VOLUNTEERS');
    const amount = isSafeGroup(people) ? people.size : null;
    if (before && staysClosed(before, amount, people)) {
      result.push(before);
      continue;
    }
    const next = months[index + 1];
    const near = [result.at(-1), next && closed(next.month, 'VOLUNTEERS')].find(
      (neighbour) => neighbour?.amount && isNearlySame(neighbour.people, people),
    );
    const own = { month, measure: 'VOLUNTEERS', since: month, amount, people } as const;
    const headcount = near && people.size > 0 ? { ...own, amount: near.amount, people: near.people } : own;
    result.push(before && !canStandBeside(headcount, closed(month, 'ACTIVE_VOLUNTEERS')) ? before : headcount);
  }
  return result;
}

function canStandBeside(headcount: Closed, active: Closed | undefined): boolean {
  if (headcount.amount === null || !active || active.amount === null) return true;
  return isSafeSize(headcount.people.size - active.people.size);
}

/**
 * Those who attended and those who did not come are told together, as a rate, from which either can be worked out. So
 * months wait until both groups are safe, and are then told as one; what was told keeps the months it covers.
 */
function closeAttendance(months: readonly MonthFacts[], closed: FindClosed): Closed[] {
  const told = months.flatMap(({ month }) => toldAttendance(month, closed) ?? []);
  const result: Closed[] = [];
  let waiting: MonthFacts[] = [];
  for (const facts of months) {
    const span = told.find(({ since, month }) => since <= facts.month && facts.month <= month);
    if (span) {
      if (span.month === facts.month) result.push(...retoldAttendance(span, months, closed));
      continue;
    }
    waiting.push(facts);
    const attendance = attendanceOf(waiting, facts.month, closed);
    result.push(...attendance);
    if (attendance.every(({ amount }) => amount !== null)) waiting = [];
  }
  return result;
}

/** The span that ends with the month, where it was told and anybody was in it. */
function toldAttendance(month: string, closed: FindClosed): Closed | undefined {
  const [attended, noShow] = [closed(month, 'ATTENDED'), closed(month, 'NO_SHOW')];
  return attended?.amount || noShow?.amount ? attended : undefined;
}

/** A span that was told is told anew, over the same months, once enough people came or went; else nothing is written. */
function retoldAttendance(span: Closed, months: readonly MonthFacts[], closed: FindClosed): Closed[] {
  const covered = months.filter(({ month }) => month >= span.since && month <= span.month);
  if (covered[0]?.month !== span.since) return [];
  const attendance = attendanceOf(covered, span.month, closed);
  const hasChanged = attendance.some(
    ({ measure, people }) => !isNearlySame(closed(span.month, measure)?.people ?? new Set(), people),
  );
  return hasChanged && attendance.every(({ amount }) => amount !== null) ? attendance : [];
}

/** A group that was too small to be told is not told as nobody either, once it is gone: its people are remembered, but make no group large enough. */
function attendanceOf(span: readonly MonthFacts[], month: string, closed: FindClosed): Closed[] {
  const counted = (['ATTENDED', 'NO_SHOW'] as const).map((measure) => {
    const hidden = (of: string) => closed(of, measure)?.people ?? new Set();
    const now = merged(span.map(({ facts }) => facts[measure]));
    const ever = new Set([...now.people, ...span.flatMap((facts) => [...hidden(facts.month)])]);
    const own = span.at(-1)?.facts[measure].people ?? new Set();
    return { measure, now, ever, own: new Set([...own, ...hidden(month)]) };
  });
  const canBeTold = counted.every(({ ever, now }) => isSafeGroup(ever) && isSafeGroup(now.people));
  return counted.map(({ measure, now, own }) =>
    canBeTold
      ? { month, measure, since: span[0]?.month ?? month, amount: now.amount, people: now.people }
      : { month, measure, since: month, amount: null, people: own },
  );
}

/**
 * A number that was told stays while nearly the same people are behind it; one that was hidden waits for ten. Where
 * nobody was, there is nothing to keep.
 */
function staysClosed(before: Closed, amount: number | null, people: ReadonlySet<string>): boolean {
  const canNowBeTold = before.amount === null && amount !== null && people.size >= SMALLEST_GROUP;
  const wasEmpty = before.people.size === 0 && people.size > 0;
  return isNearlySame(before.people, people) && !canNowBeTold && !wasEmpty;
}
