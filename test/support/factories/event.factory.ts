import { v7 as uuid } from 'uuid';
import { EventEntity } from '#node/events/event.entity.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A published event that anybody may see, next week, on site, without a limit of places. */
export function anEvent(overrides: Partial<EventEntity> = {}): EventEntity {
  const startsAt = overrides.startsAt ?? new Date(Date.now() + 7 * DAY_MS);
  return Object.assign(new EventEntity(), {
    id: uuid(),
    title: 'Субботник на берегу',
    summary: null,
    description: null,
    kind: 'SERVICE',
    format: 'ONSITE',
    status: 'PUBLISHED',
    audience: 'PUBLIC',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 2 * HOUR_MS),
    timeZone: 'Europe/Samara',
    venue: null,
    meetingUrl: null,
    capacity: null,
    coHostCodes: [],
    tags: [],
    speakers: [],
    materials: [],
    outcome: null,
    partOfId: null,
    importKey: null,
    ...overrides,
  });
}
