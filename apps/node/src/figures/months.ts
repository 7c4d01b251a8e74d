/** Months are written YYYY-MM, so that they compare as strings. */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(moment);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}`;
}

/** The month that many months later, or earlier for a negative number. */
export function addMonths(month: string, count: number): string {
  const [year = 0, ordinal = 0] = month.split('-').map(Number);
  const total = year * 12 + ordinal - 1 + count;
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`;
}

/** Every month from the first to the last, both included; none when they are the wrong way round. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}
