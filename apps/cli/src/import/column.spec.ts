import { expect, it } from '@jest/globals';
import { type Column, LEFT_UNREAD, headerIndex, plainHeader } from './column.js';
import { eventColumns } from './events/event-columns.js';
import { volunteerColumns } from './volunteers/volunteer-columns.js';

it.each([
  ['volunteers', volunteerColumns],
  ['events', eventColumns],
])('no header of %s means two columns, or is left unread', (_what, columns: readonly Column[]) => {
  const headers = columns.flatMap(({ ru, en }) => [...ru, ...en]);
  expect(headerIndex(columns).size).toBe(new Set(headers.map(plainHeader)).size);
  for (const column of columns) for (const header of [...column.ru, ...column.en]) expect(headerIndex(columns).get(plainHeader(header))).toBe(column);
  expect(LEFT_UNREAD.filter((header) => headerIndex(columns).has(plainHeader(header)))).toEqual([]);
});
