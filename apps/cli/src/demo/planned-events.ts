import type { EventStatus } from '#node/events/event-vocabulary.js';
import { dayAt, instantOf } from '#node/college/local-time.js';
import { type Day, addDays, isSunday, weekdayFrom, yearOf } from './calendar-day.js';
import type { DemoCollegeProfile } from './colleges.js';
import { comingDiscussion, forum, pastDiscussion } from './programme/chapayevsk.js';
import { yearOfCollege } from './programme/programme.js';
import type { YearlyEvent } from './programme/yearly-event.js';

/** An event on a day of its own. */
export interface PlannedEvent extends DatedEvent, Times {
  readonly status: EventStatus;
}

interface DatedEvent extends Omit<YearlyEvent, 'on'> {
  readonly day: Day;
}

interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Enough for figures over twelve whole months before the current one. */
const DAYS_BACK = 410;
const DAYS_AHEAD = 165;
/** What is further ahead is not announced yet. */
const ANNOUNCED_DAYS = 120;
/** So many more would come to the next event than there are places. */
const TOO_FEW_PLACES = 5;

const THURSDAY = 4;
const MINUTE_MS = 60_000;

/** What a college did in the past year and is going to do, oldest first. */
export function plannedEvents({ code, timeZone }: DemoCollegeProfile, now: Date): PlannedEvent[] {
  const today = dayAt(now, timeZone);
  const timed = (event: DatedEvent): DatedEvent & Times => ({ ...event, ...timesOf(event, timeZone) });
  const ordinary = ordinaryEvents(code, today).map(timed).toSorted(byStart);
  const open = ordinary.filter(({ startsAt, day, audience }) => startsAt > now && day <= addDays(today, ANNOUNCED_DAYS) && audience !== 'COLLEGE');
  const soughtAfter = open[0];
  const fallsThrough = open.slice(1, 3).at(-1);

  const statusOf = (event: DatedEvent & Times): EventStatus => {
    if (event.endsAt <= now) return 'COMPLETED';
    if (event === fallsThrough) return 'CANCELLED';
    return event.day <= addDays(today, ANNOUNCED_DAYS) ? 'PUBLISHED' : 'DRAFT';
  };
  const planned = ordinary.map((event): PlannedEvent => {
    const places = event === soughtAfter ? { capacity: peopleOf(event) - TOO_FEW_PLACES } : {};
    return { ...event, ...places, status: statusOf(event) };
  });
  const particular = code === 'chhtt' ? [...forums(today), ...discussions(today)].map(timed) : [];
  const announced = particular.map((event): PlannedEvent => ({ ...event, status: event.endsAt <= now ? 'COMPLETED' : 'PUBLISHED' }));
  return [...planned, ...announced].toSorted(byStart);
}

/** How many want to come. */
export function peopleOf({ turnout, guests = {} }: Pick<YearlyEvent, 'turnout' | 'guests'>): number {
  return Object.values(guests).reduce((sum, count) => sum + count, turnout);
}

function byStart(one: Times, other: Times): number {
  return one.startsAt.getTime() - other.startsAt.getTime();
}

function ordinaryEvents(college: string, today: Day): DatedEvent[] {
  const [first, last] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
  const years = Array.from({ length: yearOf(last) - yearOf(first) + 1 }, (_, index) => yearOf(first) + index);
  return years
    .flatMap((year) => yearOfCollege(college).map((event) => ({ ...event, day: dayOf(event, year) })))
    .filter(({ day }) => day >= first && day <= last);
}

/** The last forum and the next one, however far ahead. */
function forums(today: Day): DatedEvent[] {
  return forum.flatMap((event) => {
    const thisYear = `${yearOf(today)}-${event.on}`;
    const years = thisYear < today ? [yearOf(today), yearOf(today) + 1] : [yearOf(today) - 1, yearOf(today)];
    return years.map((year) => ({ ...event, day: `${year}-${event.on}` }));
  });
}

/** The discussion club met some weeks ago and meets again soon, outside the holidays. */
function discussions(today: Day): DatedEvent[] {
  const past = weekdayFrom(addDays(today, -42), THURSDAY);
  const coming = weekdayFrom(addDays(today, 12), THURSDAY);
  return [
    { ...pastDiscussion, day: isSummer(past) ? weekdayFrom(`${yearOf(past)}-05-20`, THURSDAY) : past },
    { ...comingDiscussion, day: isSummer(coming) ? weekdayFrom(`${yearOf(coming)}-09-10`, THURSDAY) : coming },
  ];
}

function isSummer(day: Day): boolean {
  return day.slice(5) >= '06-25' && day.slice(5) < '09-05';
}

function dayOf(event: YearlyEvent, year: number): Day {
  const day = `${year}-${event.on}`;
  return event.isFixed !== true && isSunday(day) ? addDays(day, -1) : day;
}

function timesOf({ day, at, minutes }: DatedEvent, timeZone: string): Times {
  const startsAt = instantOf(`${day}T${at}`, timeZone);
  if (!startsAt) throw new Error(`Clocks in ${timeZone} skip ${at} on ${day}.`);
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) };
}
