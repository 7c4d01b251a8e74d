import { COLLEGE_CODE } from '#contract/ids.js';
import { badInput } from '../graph/domain-error.js';
import { lineOf, textOf } from '../graph/input-text.js';
import type { EventEntity } from './event.entity.js';

const LONGEST = { title: 200, summary: 500, description: 10_000, venue: 300, meetingUrl: 2_000, tag: 50 } as const;
const MOST_TAGS = 20;
const MOST_PLACES = 100_000;
const MOST_PARTNERS = 100;

export interface PlacesKept {
  readonly college: string;
  readonly places: number;
}

/** The contract's EventPatch. */
export interface EventPatchAsked {
  readonly title?: string | null;
  readonly summary?: string | null;
  readonly description?: string | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly venue?: string | null;
  readonly meetingUrl?: string | null;
  readonly capacity?: number | null;
  readonly tags?: readonly string[] | null;
  readonly remotePlaces?: readonly PlacesKept[] | null;
}

/** Columns of an event that staff may change once it is announced. */
export type EventChanges = Partial<
  Pick<EventEntity, 'title' | 'summary' | 'description' | 'startsAt' | 'endsAt' | 'venue' | 'meetingUrl' | 'capacity' | 'tags'>
>;

/** @throws DomainError BAD_USER_INPUT naming what cannot be kept */
export function eventChanges({ title, summary, description, startsAt, endsAt, venue, meetingUrl, capacity, tags }: EventPatchAsked): EventChanges {
  return {
    ...(isGiven(title) && { title: lineOf(title, 'input.title', LONGEST.title) }),
    ...(summary !== undefined && { summary: summary ? textOf(summary, 'input.summary', LONGEST.summary) : null }),
    ...(description !== undefined && { description: description ? textOf(description, 'input.description', LONGEST.description) : null }),
    ...(isGiven(startsAt) && { startsAt }),
    ...(isGiven(endsAt) && { endsAt }),
    ...(venue !== undefined && { venue: venue ? lineOf(venue, 'input.venue', LONGEST.venue) : null }),
    ...(meetingUrl !== undefined && { meetingUrl: meetingUrl ? addressOf(meetingUrl) : null }),
    ...(capacity !== undefined && { capacity: placesOf(capacity) }),
    ...(isGiven(tags) && { tags: tagsOf(tags) }),
  };
}

/**
 * What an event keeps for partners from now on; only the partners that are named.
 * @param host code of the college whose event it is
 * @throws DomainError BAD_USER_INPUT naming what cannot be kept
 */
export function placesKept(asked: readonly PlacesKept[], host: string): PlacesKept[] {
  if (asked.length > MOST_PARTNERS) throw badInput('input.remotePlaces', `must have at most ${MOST_PARTNERS} entries`);
  if (new Set(asked.map(({ college }) => college)).size < asked.length) throw badInput('input.remotePlaces', 'must name each college once');
  for (const { college, places } of asked) {
    if (!COLLEGE_CODE.test(college) || college === host) throw badInput('input.remotePlaces', 'must name other colleges by their codes');
    if (places < 0 || places > MOST_PLACES) throw badInput('input.remotePlaces', `must keep from 0 to ${MOST_PLACES} places`);
  }
  return [...asked];
}

function placesOf(capacity: number | null): number | null {
  if (capacity !== null && (capacity < 1 || capacity > MOST_PLACES)) throw badInput('input.capacity', `must be from 1 to ${MOST_PLACES}, or null for as many as come`);
  return capacity;
}

function addressOf(text: string): string {
  const line = lineOf(text, 'input.meetingUrl', LONGEST.meetingUrl);
  if (!/^https?:\/\/\S+$/i.test(line) || !URL.canParse(line)) throw badInput('input.meetingUrl', 'must begin with http:// or https://');
  return line;
}

function tagsOf(tags: readonly string[]): string[] {
  const lines = new Map(tags.map((tag) => lineOf(tag, 'input.tags', LONGEST.tag)).map((tag) => [tag.toLocaleLowerCase('ru'), tag]));
  if (lines.size > MOST_TAGS) throw badInput('input.tags', `must have at most ${MOST_TAGS} entries`);
  return [...lines.values()];
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
