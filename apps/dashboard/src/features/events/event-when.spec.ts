import { describe, expect, it } from '@jest/globals';
import { eventWhen } from './event-when.js';

const session = { startsAt: '2026-04-18T06:00:00Z', endsAt: '2026-04-18T08:30:00Z', timeZone: 'Europe/Samara' };

describe('when an event is', () => {
  it('is said on its own clock', () => {
    expect(eventWhen(session, 'ru', 'Europe/Samara')).toEqual({
      weekday: 'сб',
      day: '18',
      month: 'апр',
      monthAndYear: 'Апрель 2026',
      time: '10:00–12:30',
      elsewhere: null,
    });
  });

  it('names the offset for whoever lives in another, with their own time', () => {
    expect(eventWhen(session, 'ru', 'Europe/Moscow')?.elsewhere).toEqual({ offset: 'UTC+4', yours: '09:00–11:30' });
    expect(eventWhen(session, 'en', 'Europe/Moscow')).toMatchObject({
      time: '10:00–12:30',
      elsewhere: { offset: 'UTC+4', yours: '09:00–11:30' },
    });
  });

  it('does not name it where the clocks are the same', () => {
    expect(eventWhen(session, 'ru', 'Asia/Dubai')?.elsewhere).toBeNull();
  });

  it('gives the date to a reader for whom it is another', () => {
    expect(eventWhen(session, 'ru', 'America/Los_Angeles')?.elsewhere?.yours).toContain('17 апреля');
  });

  it('gives both dates of an event that lasts over midnight', () => {
    const forum = { ...session, endsAt: '2026-04-19T14:00:00Z' };
    expect(eventWhen(forum, 'ru', 'Europe/Samara')?.time).toMatch(/^18 апреля.*10:00.*19 апреля.*18:00$/);
  });

  it('survives a zone that nobody knows', () => {
    expect(eventWhen({ ...session, timeZone: 'Moon/Tycho' }, 'ru', 'UTC')?.time).toBe('06:00–08:30');
  });

  it('is nothing where the times make no sense', () => {
    expect(eventWhen({ ...session, startsAt: 'soon' }, 'ru', 'UTC')).toBeNull();
    expect(eventWhen({ ...session, endsAt: '2026-04-17T00:00:00Z' }, 'ru', 'UTC')).toBeNull();
  });
});
