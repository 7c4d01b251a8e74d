import { isDeepStrictEqual } from 'node:util';
import { In, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { eventImportKey } from '#node/events/event-import-key.js';
import { EventEntity } from '#node/events/event.entity.js';
import { given } from '../given.js';
import type { PlacedRow, Prepared, WritingContext } from '../import-kind.js';
import type { Problem } from '../problem.js';
import type { ImportWords } from '../words/words.js';
import { insertRows, updateRows } from '../write-rows.js';
import { type Change, contradictions } from './contradictions.js';
import type { EventRow } from './event-row.js';
import { keptProblems } from './kept-places.js';

type Tx = WritingContext['tx'];

/** Whom an event is to be held together with, by the file. */
interface Asked {
  readonly eventId: string;
  readonly colleges: readonly string[];
}

/** Rows of the file that are an event of an earlier row. */
export function repeatedEvents(rows: readonly PlacedRow<EventRow>[], words: ImportWords): Problem[] {
  const lineOf = new Map<string, number>();
  return rows.flatMap(({ line, row }) => {
    const key = keyOf(row);
    const same = lineOf.get(key);
    lineOf.set(key, same ?? line);
    return same === undefined ? [] : [{ line, column: null, reason: words.rows.repeats(same) }];
  });
}

/** Compares a file's events with the college's. No event is ever taken out: one that is called off gets the status «отменено». */
export async function prepareEvents(placed: readonly PlacedRow<EventRow>[], { tx, college, now, words }: WritingContext): Promise<Prepared> {
  const known = await knownEvents(tx, placed);
  const added: EventEntity[] = [];
  const changes: Change[] = [];
  const asked: Asked[] = [];
  const coHosts = await knownCoHosts(tx, known);
  for (const { line, row } of placed) {
    const before = known.get(keyOf(row));
    const after = eventAfter(before, row, college.timeZone, now);
    const colleges = row.coHosts === undefined ? undefined : (row.coHosts ?? []);
    const asksOthers = colleges !== undefined && !isDeepStrictEqual(new Set(colleges), coHosts.get(after.id) ?? new Set());
    if (asksOthers) asked.push({ eventId: after.id, colleges });
    if (!before) added.push(after);
    else if (asksOthers || !isDeepStrictEqual(after, before)) changes.push({ line, before, after });
  }
  const early = placed.filter(({ row }) => row.status === 'COMPLETED' && row.endsAt > now);
  return {
    added: added.length,
    updated: changes.length,
    unchanged: placed.length - added.length - changes.length,
    problems: [...early.map(({ line }) => ({ line, column: 'status', reason: words.events.completedTooEarly })), ...(await contradictions(tx, changes, words)), ...(await keptProblems(tx, changes, words))],
    remarks: [],
    write: async (onWritten) => {
      await updateRows(tx, EventEntity, changes.map(untold), onWritten);
      await insertRows(tx, EventEntity, added, onWritten);
      await askCoHosts(tx, asked, now);
    },
  };
}

function keyOf({ title, startsAt }: Pick<EventRow, 'title' | 'startsAt'>): string {
  return eventImportKey(title, startsAt);
}

/** The college's events by key: those that were imported, and those made otherwise that have the same title and start. */
async function knownEvents(tx: Tx, placed: readonly PlacedRow<EventRow>[]): Promise<ReadonlyMap<string, EventEntity>> {
  const keys = placed.map(({ row }) => keyOf(row));
  const starts = placed.map(({ row }) => row.startsAt);
  const found = await tx
    .createQueryBuilder(EventEntity, 'event')
    .where('event.importKey = ANY(:keys)', { keys })
    .orWhere('event.importKey IS NULL AND event.startsAt = ANY(:starts)', { starts })
    .orderBy('event.importKey', 'DESC', 'NULLS FIRST')
    .addOrderBy('event.id', 'DESC')
    .getMany();
  // The last of those with one key is kept: one that was imported before any other, else the first.
  return new Map(found.map((event) => [event.importKey ?? keyOf(event), event]));
}

function eventAfter(before: EventEntity | undefined, row: EventRow, timeZone: string, now: Date): EventEntity {
  const { title, kind, startsAt, endsAt } = row;
  return Object.assign(new EventEntity(), before ?? { id: uuid(), timeZone, speakers: [], materials: [], partOfId: null }, {
    title,
    kind,
    startsAt,
    endsAt,
    format: row.format ?? before?.format ?? 'ONSITE',
    audience: row.audience ?? before?.audience ?? 'COLLEGE',
    status: row.status ?? before?.status ?? (endsAt <= now ? 'COMPLETED' : 'PUBLISHED'),
    venue: given(row.venue, before?.venue ?? null),
    meetingUrl: given(row.meetingUrl, before?.meetingUrl ?? null),
    capacity: given(row.capacity, before?.capacity ?? null),
    summary: given(row.summary, before?.summary ?? null),
    description: given(row.description, before?.description ?? null),
    tags: given(row.tags, before?.tags ?? []) ?? [],
    importKey: keyOf(row),
  });
}

/** Whom the host asked before, whatever they answered. */
async function knownCoHosts(tx: Tx, known: ReadonlyMap<string, EventEntity>): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.findBy(CoHostEntity, { eventId: In([...known.values()].map(({ id }) => id)) });
  const colleges = new Map<string, Set<string>>();
  for (const { eventId, college } of rows) colleges.set(eventId, (colleges.get(eventId) ?? new Set()).add(college));
  return colleges;
}

/** A college that is asked holds the event once its own curator accepts; who is not named is asked no more. */
async function askCoHosts(tx: Tx, asked: readonly Asked[], now: Date): Promise<void> {
  for (const { eventId, colleges } of asked) await tx.delete(CoHostEntity, { eventId, college: Not(In([...colleges])) });
  const rows = asked.flatMap(({ eventId, colleges }) => [...new Set(colleges)].map((college) => ({ eventId, college, state: 'INVITED' as const, invitedAt: now })));
  if (rows.length > 0) await tx.createQueryBuilder().insert().into(CoHostEntity).values(rows).orIgnore().execute();
}

/** The node tells those who take part of what it did not change itself. */
function untold({ before, after }: Change): EventEntity {
  const isNews = before.title !== after.title || before.endsAt.getTime() !== after.endsAt.getTime() || before.status !== after.status || before.capacity !== after.capacity;
  return Object.assign(after, { participantsTold: before.participantsTold && !isNews });
}
