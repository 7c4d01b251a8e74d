import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;
const CALENDAR_MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, as RFC 3339 writes it, with its offset: `2026-04-18T10:00:00+04:00`. Answers are in UTC.',
  serialize: (value) => {
    if (!(value instanceof Date)) throw new TypeError('A DateTime is made from a Date.');
    return value.toISOString();
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(textOf(node)),
});

/** A day of the calendar; named so in code because `Date` is taken. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day of the calendar, without a time zone: `2009-02-28`.',
  serialize: String,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(textOf(node)),
});

export const Month = new GraphQLScalarType<string, string>({
  name: 'Month',
  description: 'A whole month: `2026-04`.',
  serialize: String,
  parseValue: parseMonth,
  parseLiteral: (node) => parseMonth(textOf(node)),
});

function parseDateTime(value: unknown): Date {
  const moment = typeof value === 'string' && RFC3339.test(value) && isDay(value.slice(0, 10)) ? new Date(value) : null;
  if (!moment || Number.isNaN(moment.getTime())) {
    throw new GraphQLError('A DateTime is written with its offset, as in 2026-04-18T10:00:00+04:00.');
  }
  return moment;
}

function parseDate(value: unknown): string {
  if (typeof value === 'string' && CALENDAR_DATE.test(value) && isDay(value)) return value;
  throw new GraphQLError('A Date is a day that exists, as in 2009-02-28.');
}

function parseMonth(value: unknown): string {
  if (typeof value === 'string' && CALENDAR_MONTH.test(value)) return value;
  throw new GraphQLError('A Month is written as in 2026-04.');
}

/** JavaScript takes 30 February for 2 March; we do not. PostgreSQL knows no year 0. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && !text.startsWith('0000');
}

function textOf(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}
