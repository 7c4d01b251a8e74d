import { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { eventImportKey } from '#node/events/event-import-key.js';
import { EventEntity } from '#node/events/event.entity.js';
import { ImportedEventEntity } from '#node/events/imported-event.entity.js';
import type { PlacedRow, WritingContext } from '../import-kind.js';
import type { Marks } from '../merged.js';
import type { EventRow } from './event-row.js';

type Tx = WritingContext['tx'];

/** What a row's event is known by: title and start. */
export function keyOf({ title, startsAt }: Pick<EventRow, 'title' | 'startsAt'>): string {
  return eventImportKey(title, startsAt);
}

/**
 * The college's events by the key of the file's row that is each: those that were imported from such a row, those made otherwise that
 * have the row's title and start, and those imported from a row that the file lacks and moved there in the node.
 */
export async function knownEvents(tx: Tx, placed: readonly PlacedRow<EventRow>[]): Promise<ReadonlyMap<string, EventEntity>> {
  const keys = placed.map(({ row }) => keyOf(row));
  const starts = placed.map(({ row }) => row.startsAt);
  const found = await tx
    .createQueryBuilder(EventEntity, 'event')
    .where('event.importKey = ANY(:keys)', { keys })
    .orWhere('event.startsAt = ANY(:starts)', { starts })
    .orderBy('event.id', 'DESC')
    .getMany();
  const inFile = new Set(keys);
  const isMoved = ({ importKey }: EventEntity): boolean => importKey !== null && !inFile.has(importKey);
  const imported = found.filter(({ importKey }) => importKey !== null && inFile.has(importKey));
  const otherwise = found.filter(({ importKey }) => importKey === null);
  // Of those with one key the last is kept: one that was imported from that row before any other, else the first made.
  return new Map([
    ...[...found.filter(isMoved), ...otherwise].map((event) => [keyOf(event), event] as const),
    ...imported.map((event) => [event.importKey ?? keyOf(event), event] as const),
  ]);
}

/** Whom the host asked before, whatever they answered; by event. */
export async function knownCoHosts(tx: Tx, events: Iterable<EventEntity>): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.createQueryBuilder(CoHostEntity, 'asked').where('asked.eventId = ANY(:ids)', { ids: [...events].map(({ id }) => id) }).getMany();
  const colleges = new Map<string, Set<string>>();
  for (const { eventId, college } of rows) colleges.set(eventId, (colleges.get(eventId) ?? new Set()).add(college));
  return colleges;
}

/** What the import before went by, by event. */
export async function knownMarks(tx: Tx, events: Iterable<EventEntity>): Promise<ReadonlyMap<string, Marks>> {
  const rows = await tx.createQueryBuilder(ImportedEventEntity, 'imported').where('imported.eventId = ANY(:ids)', { ids: [...events].map(({ id }) => id) }).getMany();
  return new Map(rows.map(({ eventId, marks }) => [eventId, marks]));
}
