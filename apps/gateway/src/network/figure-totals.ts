import { isCount, sumOf } from './counts.js';

/** What one college publishes of itself; null where it suppressed a figure over too few people. */
export interface PublishedFigures {
  readonly volunteers: number | null;
  readonly activeVolunteers: number | null;
  readonly events: number | null;
  readonly registrations: number | null;
  readonly minutes: number | null;
  readonly attendanceRate: number | null;
  readonly crossCollegeRegistrations: number | null;
  /** Registrations in the months that `crossCollegeRegistrations` is over. */
  readonly crossCollegeOutOf: number | null;
  /** Whether a number above lacks a month that is suppressed; null from a node of an older contract. */
  readonly isPartial: boolean | null;
}

/** One college's figures under its code. */
export type FiguresByCollege = ReadonlyMap<string, PublishedFigures>;

export interface NetworkTotals {
  readonly volunteers: number | null;
  readonly activeVolunteers: number | null;
  readonly events: number | null;
  readonly registrations: number | null;
  readonly minutes: number | null;
  readonly crossCollegeShare: number | null;
}

const COUNTED = ['volunteers', 'activeVolunteers', 'events', 'registrations', 'minutes', 'crossCollegeRegistrations'] as const;

/** Whether a figure is a count that is added up, so that null in its place is taken for a suppression. */
export function isCounted(figure: string): boolean {
  return COUNTED.some((counted) => counted === figure);
}

/** Whether a college can have counted so: a node may say any number, and one below nothing would take from what others did. */
export function canBe(figures: PublishedFigures): boolean {
  const { attendanceRate } = figures;
  if (attendanceRate !== null && (attendanceRate < 0 || attendanceRate > 1)) return false;
  return [...COUNTED, 'crossCollegeOutOf' as const].every((figure) => isCount(figures[figure] ?? 0));
}

/** Whether no month of a college is closed yet: it withholds nothing, and there is nothing to be added up. */
function isNothingYet(figures: PublishedFigures): boolean {
  return figures.isPartial === false && COUNTED.every((figure) => figures[figure] === null);
}

export interface SafeFigures {
  readonly byCollege: FiguresByCollege;
  readonly totals: NetworkTotals;
  /** Colleges of which the totals lack something: a figure or a month of their own suppression, or the companion's figure. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * Adds up what the colleges publish. Where exactly one college suppressed a figure, the smallest published one is
 * withheld beside it, so that whoever learns the sum from elsewhere cannot subtract (secondary cell suppression:
 * Willenborg & de Waal, Elements of Statistical Disclosure Control, 2001, ch. 4).
 */
export function safeFigures(published: FiguresByCollege): SafeFigures {
  const nothingYet = [...published].filter(([, figures]) => isNothingYet(figures));
  const byCollege = new Map([...published].filter(([, figures]) => !isNothingYet(figures)));
  for (const figure of COUNTED) withholdCompanion(byCollege, figure);

  const totals = {
    volunteers: total(byCollege, 'volunteers'),
    activeVolunteers: total(byCollege, 'activeVolunteers'),
    events: total(byCollege, 'events'),
    registrations: total(byCollege, 'registrations'),
    minutes: total(byCollege, 'minutes'),
    crossCollegeShare: crossCollegeShare(byCollege),
  };
  const withheld = [...byCollege].filter(([, figures]) => figures.isPartial || COUNTED.some((figure) => figures[figure] === null));
  return { byCollege: new Map([...byCollege, ...nothingYet]), totals, withheld: new Set(withheld.map(([college]) => college)) };
}

function withholdCompanion(byCollege: Map<string, PublishedFigures>, figure: (typeof COUNTED)[number]): void {
  const shown: { college: string; figures: PublishedFigures; value: number }[] = [];
  for (const [college, figures] of byCollege) {
    const value = figures[figure];
    if (value !== null) shown.push({ college, figures, value });
  }
  if (byCollege.size - shown.length !== 1) return;
  const [smallest] = shown.sort((one, other) => one.value - other.value || (one.college < other.college ? -1 : 1));
  if (smallest) byCollege.set(smallest.college, { ...smallest.figures, [figure]: null });
}

function total(byCollege: FiguresByCollege, figure: (typeof COUNTED)[number]): number | null {
  const shown = [...byCollege.values()].map((figures) => figures[figure]).filter((value) => value !== null);
  return shown.length === 0 ? null : sumOf(shown);
}

/** Over the colleges that publish both halves of the fraction; null where nobody does or nobody registered. */
function crossCollegeShare(byCollege: FiguresByCollege): number | null {
  let crossing = 0;
  let outOf = 0;
  for (const { registrations, crossCollegeRegistrations, crossCollegeOutOf } of byCollege.values()) {
    if (registrations === null || crossCollegeRegistrations === null || crossCollegeOutOf === null) continue;
    if (crossCollegeRegistrations > crossCollegeOutOf) continue; // a part that is more than the whole: months closed anew can come to that
    crossing += crossCollegeRegistrations;
    outOf += crossCollegeOutOf;
  }
  return outOf === 0 ? null : crossing / outOf;
}
