import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Checked here and passed on as text: a value that every node would refuse is the client's mistake and not the nodes'
 * failure to answer.
 */
export const DateTime = textScalar(
  'DateTime',
  (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)),
  'RFC 3339 with an offset, such as 2026-04-18T10:00:00+04:00',
);

export const Month = textScalar('Month', (text) => MONTH.test(text), 'a month, such as 2026-04');

function textScalar(name: string, accepts: (text: string) => boolean, form: string): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${JSON.stringify(value)} is not a ${name}; write ${form}.`, {
      extensions: { code: ErrorCode.BAD_USER_INPUT },
    });
  };
  return new GraphQLScalarType<string, string>({
    name,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : null),
  });
}
