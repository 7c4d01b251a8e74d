/** A day as people here write it: 28.02.2009. */
export function shownDay(day: string): string {
  return day.split('-').toReversed().join('.');
}
