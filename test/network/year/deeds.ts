import { comingDiscussion, forum, pastDiscussion } from '#cli/demo/programme/chapayevsk.js';
import { yearOfCollege } from '#cli/demo/programme/programme.js';
import type { YearlyEvent } from '#cli/demo/programme/yearly-event.js';

/** An event of the year, as it lies on the day after the forum: what was until then is what is held now. */
export interface Deed extends Omit<YearlyEvent, 'on'> {
  readonly host: string;
  /** 0 of what is held now. */
  readonly daysAhead: number;
  /** How often the year repeats it; once for most. */
  readonly times: number;
}

const DAY_MS = 86_400_000;
const TODAY = dayOf('04-19');
/** The demonstration's host of the forum and of the discussion club. */
export const HUB = 'chhtt';
/** Is asked to hold the club together, too, and would rather not. */
export const BUSY_PARTNER = 'namt';

/** Everything that a college holds in an academic year, oldest first; what is regular once, with how often. */
export function deedsOf(host: string): Deed[] {
  const particular = host === HUB ? [...forum, { ...pastDiscussion, on: '04-16' }, { ...comingDiscussion, on: '05-01' }] : [];
  const year = [...yearOfCollege(host), ...particular].toSorted((one, other) => dayOf(one.on) - dayOf(other.on));
  const times = (title: string) => year.filter((event) => event.title === title).length;
  return year
    .filter((event, index) => year.findIndex(({ title }) => title === event.title) === index)
    .map(({ on, ...event }) => ({ ...event, host, daysAhead: Math.max(0, (dayOf(on) - TODAY) / DAY_MS), times: times(event.title) }));
}

/** Whether it is held now. */
export function isHeld({ daysAhead }: Deed): boolean {
  return daysAhead === 0;
}

/** The meeting of the discussion club that is held now. */
export function isClub({ host, kind, daysAhead }: Deed): boolean {
  return host === HUB && kind === 'DISCUSSION' && daysAhead === 0;
}

/** A day of the academic year. */
function dayOf(on: string): number {
  return Date.parse(`${on >= '09-01' ? 2025 : 2026}-${on}`);
}
