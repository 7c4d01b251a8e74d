import { dayAndTime } from './day-and-time.js';

/** «03.дек» and «дек.03»; «3-Dec» and «Dec-03» of an English Excel. */
const DAY_AND_MONTH = /^(?:\d{1,2}\.(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)\.\d{2}|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$/u;

/** Whether Excel took a study group for a day. «09.02.07» is a group as well: professions are numbered so. */
export function isDayOfExcel(group: string): boolean {
  const read = dayAndTime(group);
  return DAY_AND_MONTH.test(group) || (typeof read !== 'string' && read.day !== null);
}
