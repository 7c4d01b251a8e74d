import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isLost } from './lost-connection.js';

const coded = (code: string) => new QueryFailedError('SELECT 1', [], Object.assign(new Error('no'), { code }));
const saying = (message: string) => new QueryFailedError('SELECT 1', [], new Error(message));

describe('a connection', () => {
  it.each([
    coded('57P01'),
    coded('ECONNRESET'),
    coded('EPIPE'),
    coded('25P03'),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    saying('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    new QueryRunnerAlreadyReleasedError(),
  ])('is lost: %s', (error) => {
    expect(isLost(error)).toBe(true);
  });

  it.each([coded('23505'), coded('57014'), saying('canceling statement due to user request'), new Error('no'), null])('is not lost: %s', (error) => {
    expect(isLost(error)).toBe(false);
  });
});
