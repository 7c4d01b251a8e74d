const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Characters; a fraction of a second has as many digits as somebody likes. */
const LONGEST_MOMENT = 64;

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const CALENDAR_MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether it is a DateTime of the graph: RFC 3339 with an offset, on a day that exists. */
export function isDateTime(text: string): boolean {
  return isUsualInstant(text) || (text.length <= LONGEST_MOMENT && RFC3339.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)));
}

/** How JavaScript writes a moment, on a day that every month has: hundreds are in an answer, and no Date need be made of these. */
const USUAL_INSTANT = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

function isUsualInstant(text: string): boolean {
  return USUAL_INSTANT.test(text);
}

/** Whether it is a Date of the graph: YYYY-MM-DD, a day that exists. */
export function isDate(text: string): boolean {
  return CALENDAR_DATE.test(text) && isDay(text);
}

/** Whether it is a Month of the graph: YYYY-MM. */
export function isMonth(text: string): boolean {
  return CALENDAR_MONTH.test(text);
}

/** JavaScript takes 30 February for 2 March; we do not. PostgreSQL knows no year 0. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && !text.startsWith('0000');
}
