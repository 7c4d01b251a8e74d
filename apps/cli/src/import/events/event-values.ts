import type { Times } from '#node/events/event-times.js';
import type { EventEntity } from '#node/events/event.entity.js';
import type { Said } from '../merged.js';
import type { EventRow } from './event-row.js';

/** What an import writes of an event. Start and end are one: who moves an event moves both. */
export interface EventValues
  extends Pick<EventEntity, 'title' | 'kind' | 'format' | 'audience' | 'status' | 'venue' | 'meetingUrl' | 'capacity' | 'summary' | 'description' | 'tags'> {
  readonly times: Times;
  /** Codes of the colleges that are asked to hold it together, whatever they answered; in order, each once. */
  readonly coHosts: readonly string[];
}

export type EventField = keyof EventValues;

export type SaidValues = Said<EventValues>;

/** What a row of the file says. */
export function saidBy({ startsAt, endsAt, tags, coHosts, ...row }: EventRow): SaidValues {
  return {
    title: row.title,
    kind: row.kind,
    times: { startsAt, endsAt },
    format: row.format,
    audience: row.audience,
    status: row.status,
    venue: row.venue,
    meetingUrl: row.meetingUrl,
    capacity: row.capacity,
    summary: row.summary,
    description: row.description,
    tags: tags === null ? [] : tags,
    coHosts: coHosts === undefined ? undefined : inOrder(coHosts ?? []),
  };
}

/** What an event has. */
export function valuesOf(event: EventEntity, coHosts: Iterable<string>): EventValues {
  const { title, kind, format, audience, status, venue, meetingUrl, capacity, summary, description, tags, startsAt, endsAt } = event;
  const times = { startsAt, endsAt };
  return { title, kind, format, audience, status, venue, meetingUrl, capacity, summary, description, tags, times, coHosts: inOrder(coHosts) };
}

/** The event's own columns of these values; whom it is held together with stands elsewhere. */
export function columnsOf({ title, kind, format, audience, status, venue, meetingUrl, capacity, summary, description, tags, times }: EventValues) {
  const { startsAt, endsAt } = times;
  return { title, kind, format, audience, status, venue, meetingUrl, capacity, summary, description, tags, startsAt, endsAt };
}

/** What an event is where its row does not say otherwise. */
export function usualValues({ title, kind, startsAt, endsAt }: EventRow, now: Date): EventValues {
  return {
    title,
    kind,
    times: { startsAt, endsAt },
    format: 'ONSITE',
    audience: 'COLLEGE',
    status: endsAt <= now ? 'COMPLETED' : 'PUBLISHED',
    venue: null,
    meetingUrl: null,
    capacity: null,
    summary: null,
    description: null,
    tags: [],
    coHosts: [],
  };
}

function inOrder(codes: Iterable<string>): string[] {
  return [...new Set(codes)].toSorted();
}
