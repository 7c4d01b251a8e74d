import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { isBusy } from './busy.js';

const coded = (code: string) => new QueryFailedError('SELECT 1', [], Object.assign(new Error('no'), { code }));
const saying = (message: string) => new Error(message);

describe('a database', () => {
  it.each([
    coded('40P01'),
    coded('53300'),
    coded('57014'),
    coded('57P03'),
    Object.assign(new Error('getaddrinfo ENOTFOUND database'), { code: 'ENOTFOUND' }),
    Object.assign(new Error('getaddrinfo EAI_AGAIN database'), { code: 'EAI_AGAIN' }),
    saying('timeout exceeded when trying to connect'),
  ])('is busy: %s', (error) => {
    expect(isBusy(error)).toBe(true);
  });

  it.each([coded('57P01'), coded('57P02'), saying('Connection terminated')])('is busy where a connection breaks: %s', (error) => {
    expect(isBusy(error)).toBe(true);
  });

  it.each([coded('23505'), coded('42P01'), saying('no'), null])('is not busy: %s', (error) => {
    expect(isBusy(error)).toBe(false);
  });
});
