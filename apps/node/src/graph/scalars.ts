import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isDate, isDateTime, isMonth } from '#contract/scalar-texts.js';

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
  if (typeof value === 'string' && isDateTime(value)) return new Date(value);
  throw new GraphQLError('A DateTime is written with its offset, as in 2026-04-18T10:00:00+04:00.');
}

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw new GraphQLError('A Date is a day that exists, as in 2009-02-28.');
}

function parseMonth(value: unknown): string {
  if (typeof value === 'string' && isMonth(value)) return value;
  throw new GraphQLError('A Month is written as in 2026-04.');
}

function textOf(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}
