import { expect, it } from '@jest/globals';
import { demoColleges } from './colleges.js';
import { plannedEvents } from './planned-events.js';

const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-09-01T09:00:00Z');

it.each(demoColleges)('$code has something to come that others may join, on whatever day of a year it is started', (college) => {
  for (let days = 0; days < 366; days += 3) {
    const now = new Date(FIRST + days * DAY_MS);
    const open = plannedEvents(college, now).filter(({ status, startsAt, audience }) => status === 'PUBLISHED' && startsAt > now && audience !== 'COLLEGE');
    expect({ now, open: open.length > 0 }).toEqual({ now, open: true });
  }
});
