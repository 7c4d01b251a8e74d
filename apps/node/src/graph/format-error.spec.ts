import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { DomainError, forbidden } from './domain-error.js';
import { formatError } from './format-error.js';

Logger.overrideLogger(false);

describe('an error as clients get it', () => {
  const path = ['event'];
  const thrownBy = (original: Error) => new GraphQLError(original.message, { path, originalError: original });
  const formatted = (error: GraphQLError) => formatError({ ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at'] } }, error);

  it('keeps the code and sentence of what was thrown on purpose', () => {
    expect(formatted(thrownBy(forbidden('see it')))).toEqual({ message: 'You may not see it.', path, extensions: { code: 'FORBIDDEN' } });
    expect(formatted(thrownBy(new DomainError('NOT_FOUND', 'No.')))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it.each([
    Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
    Object.assign(new Error('sorry, too many clients already'), { code: '53300' }),
    new Error('timeout exceeded when trying to connect'),
    Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' }),
  ])('says BUSY for a database that has no time: $message', (error) => {
    const busy = { message: 'This college’s node is too busy to answer. Ask again in a few seconds.', path, extensions: { code: 'BUSY' } };
    expect(formatted(thrownBy(error))).toEqual(busy);
  });

  it('row 28: masks anything else', () => {
    const leak = Object.assign(new Error('duplicate key (full_name)=(Анна) at /srv/app.js'), { code: '23505' });
    expect(formatted(thrownBy(leak))).toEqual({
      message: 'Something went wrong at this college’s node.',
      path,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });

  it('keeps what GraphQL says of the client’s own document, and nothing beside', () => {
    const error = new GraphQLError('Syntax Error: Expected Name.');
    const answer = formatError({ message: error.message, extensions: { code: 'GRAPHQL_PARSE_FAILED', stacktrace: ['at'] } }, error);
    expect(answer).toEqual({ message: 'Syntax Error: Expected Name.', extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  });
});
