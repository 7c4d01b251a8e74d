import type { Measure } from './measure.js';

/** A closed month as the figures need it: without the people. */
export interface ClosedAmount {
  readonly month: string;
  readonly since: string;
  readonly measure: Measure;
  readonly amount: number | null;
}

/** What a college publishes of itself over a range of months; null is suppressed. */
export interface Figures {
  readonly volunteers: number | null;
  readonly activeVolunteers: number | null;
  readonly events: number | null;
  readonly registrations: number | null;
  readonly minutes: number | null;
  readonly attendanceRate: number | null;
  readonly crossCollegeRegistrations: number | null;
  /** Registrations in the months that `crossCollegeRegistrations` is over, for a share of the same months. */
  readonly crossCollegeOutOf: number | null;
  /** Whether a number above is over some of the months only, because another is suppressed. */
  readonly isPartial: boolean;
}

/** What is counted over all the months of a range. */
const OVER_MONTHS: ReadonlySet<Measure> = new Set(['ACTIVE_VOLUNTEERS', 'EVENTS', 'REGISTRATIONS', 'MINUTES', 'CROSS_COLLEGE_REGISTRATIONS']);

/** Adds up what the months of a range tell; `closed` holds the months that lie in it. */
export function figuresOf(closed: readonly ClosedAmount[], from: string): Figures {
  const of = (measure: Measure) => closed.filter((one) => one.measure === measure);
  const crossing = besideEachOther(of('CROSS_COLLEGE_REGISTRATIONS'), of('REGISTRATIONS'));
  return {
    volunteers: of('VOLUNTEERS').toSorted(byMonth).at(-1)?.amount ?? null,
    activeVolunteers: told(of('ACTIVE_VOLUNTEERS'), (amounts) => Math.max(...amounts)),
    events: told(of('EVENTS'), total),
    registrations: told(of('REGISTRATIONS'), total),
    minutes: told(of('MINUTES'), total),
    attendanceRate: rate(
      of('ATTENDED').filter(({ since }) => since >= from),
      of('NO_SHOW').filter(({ since }) => since >= from),
    ),
    crossCollegeRegistrations: told(crossing, total),
    crossCollegeOutOf: told(besideEachOther(of('REGISTRATIONS'), crossing), total),
    isPartial: closed.some(({ measure, amount }) => amount === null && OVER_MONTHS.has(measure)),
  };
}

/** The months of one measure, hidden wherever the other's is. */
function besideEachOther(months: readonly ClosedAmount[], others: readonly ClosedAmount[]): ClosedAmount[] {
  const toldElsewhere = new Set(others.flatMap(({ month, amount }) => (amount === null ? [] : [month])));
  return months.map((one) => (toldElsewhere.has(one.month) ? one : { ...one, amount: null }));
}

/** Null where something was suppressed and nothing but zeros is left to tell, and where no month is closed. */
function told(
  months: readonly ClosedAmount[],
  combine: (amounts: readonly number[]) => number,
): number | null {
  const amounts = toldAmounts(months);
  const hidesSome = amounts.length < months.length;
  const isSilent = amounts.length === 0 || (hidesSome && amounts.every((amount) => amount === 0));
  return isSilent ? null : combine(amounts);
}

function byMonth(one: ClosedAmount, other: ClosedAmount): number {
  return one.month < other.month ? -1 : 1;
}

function rate(attended: readonly ClosedAmount[], noShow: readonly ClosedAmount[]): number | null {
  const came = total(toldAmounts(attended));
  const all = came + total(toldAmounts(noShow));
  return all === 0 ? null : came / all;
}

function toldAmounts(months: readonly ClosedAmount[]): number[] {
  return months.flatMap(({ amount }) => (amount === null ? [] : [amount]));
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
