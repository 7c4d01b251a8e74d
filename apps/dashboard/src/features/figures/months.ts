import { formattingLocale } from '../../lib/language.js';

/** First and last month, `YYYY-MM`, both included. */
export interface MonthRange {
  readonly from: string;
  readonly to: string;
}

/** The twelve whole months before the one that is running. */
export function lastTwelveMonths(now: Date): MonthRange {
  return { from: monthBefore(now, 12), to: monthBefore(now, 1) };
}

/** «декабрь 2025 г. – ноябрь 2026 г.», as the language has it. */
export function monthRangeText({ from, to }: MonthRange, language: string): string {
  const format = new Intl.DateTimeFormat(formattingLocale(language), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(`${from}-01T00:00:00Z`), new Date(`${to}-01T00:00:00Z`));
}

function monthBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
