import type { Language } from './words.js';

/** Days and hours as they are said in one language and on one clock. */
export interface Days {
  day(moment: Date): string;
  /** @param day YYYY-MM-DD, the same on every clock */
  calendarDay(day: string): string;
  moment(moment: Date): string;
  span(from: Date, to: Date): string;
}

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** @param timeZone IANA name */
export function daysIn(language: Language, timeZone: string): Days {
  const day = new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: 'long' });
  const onCalendar = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', dateStyle: 'long' });
  const moment = new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: 'long', timeStyle: 'short' });
  return {
    day: (at) => day.format(at),
    calendarDay: (date) => onCalendar.format(new Date(date)),
    moment: (at) => moment.format(at),
    span: (from, to) => moment.formatRange(from, to),
  };
}
