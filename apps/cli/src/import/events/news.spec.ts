import { describe, expect, it } from '@jest/globals';
import { EventEntity } from '#node/events/event.entity.js';
import { anEvent } from '#support/factories/event.factory.js';
import { isNews } from './news.js';

describe('a change of an event', () => {
  const before = anEvent({ capacity: 10 });
  const after = (change: Partial<EventEntity>) => Object.assign(new EventEntity(), before, change);
  const later = (date: Date) => new Date(date.getTime() + 60_000);

  it.each<Partial<EventEntity>>([
    { startsAt: later(before.startsAt) },
    { endsAt: later(before.endsAt) },
    { timeZone: 'Europe/Moscow' },
    { title: 'Другое название' },
    { status: 'CANCELLED' },
    { capacity: 11 },
  ])('is news to those who take part: %j', (change) => {
    expect(isNews(before, after(change))).toBe(true);
  });

  it('is none where their homes would be told the same', () => {
    expect(isNews(before, after({ summary: 'Коротко', tags: ['экология'], kind: 'FORUM' }))).toBe(false);
  });
});
