/** A day, a time or both, as a cell gives them. */
export interface DayAndTime {
  /** YYYY-MM-DD */
  readonly day: string | null;
  /** HH:MM */
  readonly time: string | null;
}

/** Why a cell is no day or time. */
export type WhenTrouble = 'NOT_WRITTEN_SO' | 'NO_SUCH_DAY' | 'FAR_YEAR' | 'NO_SUCH_TIME' | 'SHORT_YEAR' | 'NO_YEAR' | 'EXCEL_NUMBER' | 'EXCEL_HASHES';

// With slashes 03/04/2009 could as well be an American's 4 March.
const DAY = /^(?:(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}|\d{2})|(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2}))(?:\s*г\.?)?/u;
const TIME = /^(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.0+)?)?$/;

/** A day without its year, as easily as a time: `19.04`. */
const DAY_OR_TIME = /^\d{1,2}\.\d{1,2}\.?$/;

/** Excel's days since 1900, which it writes where a column is not formatted as a date: five figures from 1927 on. */
const EXCEL_NUMBER = /^\d{5}([.,]\d+)?$/;

/** Reads `28.02.2009`, `28.02.2009 10:00`, `2009-02-28`, `2009-02-28T10:00`, `10:00`; days that do not exist are refused, and what could be a day as well as a time. */
export function dayAndTime(cell: string): DayAndTime | WhenTrouble {
  if (/^#+$/.test(cell)) return 'EXCEL_HASHES';
  if (EXCEL_NUMBER.test(cell)) return 'EXCEL_NUMBER';
  if (DAY_OR_TIME.test(cell)) return 'NO_YEAR';
  const found = DAY.exec(cell);
  if (!found?.groups) return withTime(null, cell);
  const { day, month, year, isoYear, isoMonth, isoDay } = found.groups;
  const text = `${isoYear ?? year ?? ''}-${(isoMonth ?? month ?? '').padStart(2, '0')}-${(isoDay ?? day ?? '').padStart(2, '0')}`;
  const rest = cell.slice(found[0].length);
  if (!/^(\s|T|,|$)/.test(rest)) return 'NOT_WRITTEN_SO';
  if (year?.length === 2) return 'SHORT_YEAR';
  if (!exists(text)) return 'NO_SUCH_DAY';
  return rest === '' ? { day: text, time: null } : withTime(text, rest.replace(/^[\s,]*T?\s*/, ''));
}

/** Reads a cell of a column that holds times alone, where `10.30` is one, too. */
export function timeAlone(cell: string): DayAndTime | WhenTrouble {
  return DAY_OR_TIME.test(cell) ? withTime(null, cell) : dayAndTime(cell);
}

function withTime(day: string | null, text: string): DayAndTime | WhenTrouble {
  const [, hours = '', minutes = '', seconds = '00'] = TIME.exec(text) ?? [];
  if (hours === '') return 'NOT_WRITTEN_SO';
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return 'NO_SUCH_TIME';
  return { day, time: `${hours.padStart(2, '0')}:${minutes}` };
}

/** JavaScript takes 31 February for 3 March. */
function exists(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) && !day.startsWith('0');
}
