import { COLLEGE_CODE } from '#contract/ids.js';
import { EVENT_TEXT, MOST_PARTNERS, MOST_PLACES } from '#contract/limits.js';
import { badInput } from '../graph/domain-error.js';
import { addressOf } from '../graph/input-address.js';
import { tagsOf } from '../graph/input-tags.js';
import { lineOf, textOf } from '../graph/input-text.js';
import type { Audience, EventFormat, EventKind } from './event-vocabulary.js';
import type { EventEntity } from './event.entity.js';
import type { PlacesKept } from './kept-places.js';
import { type SpeakerAsked, speakersOf } from './speakers.js';

/** The contract's EventPatch. */
export interface EventPatchAsked {
  readonly title?: string | null;
  readonly summary?: string | null;
  readonly description?: string | null;
  readonly kind?: EventKind | null;
  readonly format?: EventFormat | null;
  readonly audience?: Audience | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly timeZone?: string | null;
  readonly venue?: string | null;
  readonly meetingUrl?: string | null;
  readonly capacity?: number | null;
  readonly tags?: readonly string[] | null;
  readonly speakers?: readonly SpeakerAsked[] | null;
  readonly partOfId?: string | null;
  readonly coHosts?: readonly string[] | null;
  readonly remotePlaces?: readonly PlacesKept[] | null;
}

/** Columns of an event that its host's staff say. */
export type EventChanges = Partial<
  Pick<
    EventEntity,
    'title' | 'summary' | 'description' | 'kind' | 'format' | 'audience' | 'startsAt' | 'endsAt' | 'timeZone' | 'venue' | 'meetingUrl' | 'capacity' | 'tags' | 'speakers'
  >
>;

/** @throws DomainError BAD_USER_INPUT naming what cannot be kept */
export function eventChanges(asked: EventPatchAsked): EventChanges {
  const { title, summary, description, kind, format, audience, startsAt, endsAt, timeZone, venue, meetingUrl, capacity, tags, speakers } = asked;
  return {
    ...(isGiven(title) && { title: lineOf(title, 'input.title', EVENT_TEXT.title) }),
    ...(summary !== undefined && { summary: summary ? textOf(summary, 'input.summary', EVENT_TEXT.summary) : null }),
    ...(description !== undefined && { description: description ? textOf(description, 'input.description', EVENT_TEXT.description) : null }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(format) && { format }),
    ...(isGiven(audience) && { audience }),
    ...(isGiven(startsAt) && { startsAt }),
    ...(isGiven(endsAt) && { endsAt }),
    ...(isGiven(timeZone) && { timeZone: timeZoneOf(timeZone) }),
    ...(venue !== undefined && { venue: venue ? lineOf(venue, 'input.venue', EVENT_TEXT.venue) : null }),
    ...(meetingUrl !== undefined && { meetingUrl: meetingUrl ? addressOf(meetingUrl, 'input.meetingUrl', EVENT_TEXT.meetingUrl) : null }),
    ...(capacity !== undefined && { capacity: placesOf(capacity) }),
    ...(isGiven(tags) && { tags: tagsOf(tags, 'input.tags') }),
    ...(isGiven(speakers) && { speakers: speakersOf(speakers) }),
  };
}

/**
 * What an event keeps for partners from now on; only the partners that are named.
 * @param host code of the college whose event it is
 * @throws DomainError BAD_USER_INPUT naming what cannot be kept
 */
export function placesKept(asked: readonly PlacesKept[], host: string): PlacesKept[] {
  partners(asked.map(({ college }) => college), host, 'input.remotePlaces');
  if (asked.some(({ places }) => places < 0 || places > MOST_PLACES)) throw badInput('input.remotePlaces', `must keep from 0 to ${MOST_PLACES} places`);
  return [...asked];
}

/**
 * Codes of other colleges, each once.
 * @param host code of the college whose event it is
 * @throws DomainError BAD_USER_INPUT for what is none
 */
export function partners(codes: readonly string[], host: string, argument: string): string[] {
  if (codes.length > MOST_PARTNERS) throw badInput(argument, `must have at most ${MOST_PARTNERS} entries`);
  if (new Set(codes).size < codes.length) throw badInput(argument, 'must name each college once');
  if (codes.some((code) => !COLLEGE_CODE.test(code) || code === host)) throw badInput(argument, 'must name other colleges by their codes');
  return [...codes];
}

function placesOf(capacity: number | null): number | null {
  if (capacity !== null && (capacity < 1 || capacity > MOST_PLACES)) throw badInput('input.capacity', `must be from 1 to ${MOST_PLACES}, or null for as many as come`);
  return capacity;
}

/** A name and no offset, which would not know when the clocks change. */
function timeZoneOf(text: string): string {
  const name = lineOf(text, 'input.timeZone', EVENT_TEXT.timeZone);
  if (/^[A-Za-z]/.test(name)) {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      // Said below.
    }
  }
  throw badInput('input.timeZone', 'must be the IANA name of a time zone, as Europe/Samara');
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
