const DAY_MS = 86_400_000;
const SUNDAY = 0;

/** YYYY-MM-DD; such days compare as strings do. */
export type Day = string;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export function isSunday(day: Day): boolean {
  return weekday(day) === SUNDAY;
}

/** The first such weekday on or after a day; 0 is Sunday. */
export function weekdayFrom(day: Day, wanted: number): Day {
  return addDays(day, (wanted - weekday(day) + 7) % 7);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1 September of the academic year that a day lies in. */
export function academicYearStart(day: Day): Day {
  const year = day.slice(5) >= '09-01' ? yearOf(day) : yearOf(day) - 1;
  return `${year}-09-01`;
}

function weekday(day: Day): number {
  return new Date(day).getUTCDay();
}
