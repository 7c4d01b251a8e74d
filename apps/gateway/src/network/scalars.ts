import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { isDate, isDateTime, isMonth } from '#contract/scalar-texts.js';

/**
 * Checked here and passed on as text: a value that every node would refuse is the client's mistake and not the nodes'
 * failure to answer.
 */
export const DateTime = textScalar('DateTime', isDateTime, 'RFC 3339 with an offset, such as 2026-04-18T10:00:00+04:00');

export const Month = textScalar('Month', isMonth, 'a month, such as 2026-04');

/** Named so in code because `Date` is taken. */
export const LocalDate = textScalar('Date', isDate, 'a day that exists, such as 2009-02-28');

const LONGEST_REPEATED = 100;

function textScalar(name: string, accepts: (text: string) => boolean, form: string): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${JSON.stringify(value).slice(0, LONGEST_REPEATED)} is not a ${name}; write ${form}.`, {
      extensions: { code: ErrorCode.BAD_USER_INPUT },
    });
  };
  return new GraphQLScalarType<string, string>({
    name,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : null),
  });
}
