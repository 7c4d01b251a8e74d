import { dayAt } from '../../college/local-time.js';

const DAY_MS = 86_400_000;

/** So far ahead of today the events of a series are made. */
const AHEAD_DAYS = 183;

/** As many of them are to come at most. */
export const MOST_AHEAD = 60;

export const eventSeriesPolicy = {
  /** The last day for which events of a series are made today; of one that begins later, half a year from there. */
  horizon: (firstOn: string, timeZone: string, now: Date): string => {
    const today = dayAt(now, timeZone);
    return eventSeriesPolicy.dayAfter(firstOn > today ? firstOn : today, AHEAD_DAYS);
  },

  /** Which of a rule's days become events now. */
  toMake: (days: readonly string[], upcoming: number, endsBefore: string | null): string[] =>
    days.filter((day) => endsBefore === null || day < endsBefore).slice(0, Math.max(0, MOST_AHEAD - upcoming)),

  dayAfter: (day: string, days = 1): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10),
};
