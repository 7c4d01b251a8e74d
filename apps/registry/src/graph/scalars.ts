import { GraphQLScalarType } from 'graphql';

/** Given and never taken here; the contract describes it. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, as RFC 3339 writes it, with its offset: `2026-04-18T10:00:00+04:00`. Answers are in UTC.',
  serialize: (value) => {
    if (!(value instanceof Date)) throw new TypeError('A DateTime is made from a Date.');
    return value.toISOString();
  },
});
