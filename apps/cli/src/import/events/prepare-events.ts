import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { CoHostEntity } from '#node/events/co-hosts/co-host.entity.js';
import { EventEntity } from '#node/events/event.entity.js';
import { ImportedEventEntity } from '#node/events/imported-event.entity.js';
import { openFingerprint } from '../fingerprints.js';
import type { PlacedRow, Prepared, WritingContext } from '../import-kind.js';
import { type Marks, marksOf, merged } from '../merged.js';
import type { Problem } from '../problem.js';
import type { ImportWords } from '../words/words.js';
import { addRows, insertRows, updateRows, upsertRows } from '../write-rows.js';
import { type Change, contradictions } from './contradictions.js';
import type { EventRow } from './event-row.js';
import { type EventField, type EventValues, columnsOf, saidBy, usualValues, valuesOf } from './event-values.js';
import { keptProblems } from './kept-places.js';
import { keyOf, knownCoHosts, knownEvents, knownMarks } from './known-events.js';
import { isNews } from './news.js';
import { isMoved, sessionProblems } from './session-problems.js';
import { shownValue } from './shown-values.js';

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
    return same === undefined ? [] : [{ line, column: 'title', reason: words.rows.repeats(same) }];
  });
}

/** Compares a file's events with the college's. No event is ever taken out: one that is called off gets the status «отменено». */
export async function prepareEvents(placed: readonly PlacedRow<EventRow>[], { tx, college, now, words }: WritingContext): Promise<Prepared> {
  const known = await knownEvents(tx, placed);
  const coHosts = await knownCoHosts(tx, known.values());
  const marks = await knownMarks(tx, known.values());
  const added: EventEntity[] = [];
  const changes: Change[] = [];
  const asked: Asked[] = [];
  const imported: ImportedEventEntity[] = [];
  const left: Problem[] = [];
  const problems: Problem[] = [];
  for (const { line, row } of placed) {
    const before = known.get(keyOf(row));
    const had = before ? valuesOf(before, coHosts.get(before.id) ?? []) : usualValues(row, now);
    const last = before ? (marks.get(before.id) ?? marksOfKey(before, row)) : null;
    const merge = merged(saidBy(row), had, last, openFingerprint);
    const after = eventAfter(before, merge.values, keyOf(row), college.timeZone);
    const note = (field: EventField, reason: (shown: string) => string): Problem => ({ line, column: columnOf(field, had, row), reason: reason(shownValue(had, field, words, college.timeZone)) });
    left.push(...merge.left.map((field) => note(field, (shown) => words.changed.stays(had.title, shown))));
    problems.push(...merge.clashes.map((field) => note(field, (shown) => words.changed.twice(shown, 'updateEvent'))));
    if (row.status === 'COMPLETED' && after.status === 'COMPLETED' && after.endsAt > now) problems.push({ line, column: 'status', reason: words.events.completedTooEarly });

    const asksOthers = !isDeepStrictEqual(merge.values.coHosts, before ? had.coHosts : []);
    if (asksOthers) asked.push({ eventId: after.id, colleges: merge.values.coHosts });
    if (!isDeepStrictEqual(merge.marks, marks.get(after.id))) imported.push({ eventId: after.id, marks: { ...merge.marks } });
    if (!before) added.push(after);
    else if (asksOthers || !isDeepStrictEqual(after, before)) changes.push({ line, before, after });
  }
  return {
    added: added.length,
    updated: changes.length,
    unchanged: placed.length - added.length - changes.length,
    problems: [...problems, ...(await contradictions(tx, changes, words)), ...(await keptProblems(tx, changes, words)), ...(await sessionProblems(tx, changes, words))],
    remarks: [],
    left,
    hangsOn: hangsOn(changes),
    write: async (onWritten) => {
      await updateRows(tx, EventEntity, changes.map(untold), onWritten);
      await insertRows(tx, EventEntity, added, onWritten);
      await upsertRows(tx, ImportedEventEntity, imported, ['eventId'], () => undefined);
      await askCoHosts(tx, asked, now);
    },
  };
}

/** Of an event that was imported before we noted what the file said, its key tells whether it was moved or renamed since. */
function marksOfKey(before: EventEntity, row: EventRow): Marks | null {
  return before.importKey === keyOf(row) && before.importKey !== keyOf(before) ? marksOf(saidBy(row), ['title', 'times'], openFingerprint) : null;
}

function eventAfter(before: EventEntity | undefined, values: EventValues, importKey: string, timeZone: string): EventEntity {
  return Object.assign(new EventEntity(), before ?? { id: uuid(), timeZone, speakers: [], materials: [], partOfId: null }, { ...columnsOf(values), importKey });
}

function columnOf(field: EventField, { times }: EventValues, { startsAt }: EventRow): string {
  if (field !== 'times') return field;
  return times.startsAt.getTime() === startsAt.getTime() ? 'endsAt' : 'startsAt';
}

/** A college that is asked holds the event once its own curator accepts; who is not named is asked no more. */
async function askCoHosts(tx: Tx, asked: readonly Asked[], now: Date): Promise<void> {
  const named = asked.flatMap(({ eventId, colleges }) => colleges.map((college) => ({ eventId, college })));
  await tx
    .createQueryBuilder()
    .delete()
    .from(CoHostEntity)
    .where('event_id = ANY(:events)', { events: asked.map(({ eventId }) => eventId) })
    .andWhere('(event_id, college) NOT IN (SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[])))', { ids: named.map(({ eventId }) => eventId), codes: named.map(({ college }) => college) })
    .execute();
  await addRows(tx, CoHostEntity, named.map((one) => ({ ...one, state: 'INVITED' as const, invitedAt: now })));
}

/** The tables that it hangs on whether the changes may be made: the places that are taken and kept, what was credited, and sessions. */
function hangsOn(changes: readonly Change[]): string[] {
  return changes.some((change) => isMoved(change) || isForWhoTakesPart(change)) ? ['event', 'registration', 'remote_place'] : [];
}

function isForWhoTakesPart({ before, after }: Change): boolean {
  return before.capacity !== after.capacity || before.format !== after.format || before.audience !== after.audience || before.status !== after.status;
}

/** The node tells those who take part of what it did not change itself. */
function untold({ before, after }: Change): EventEntity {
  return Object.assign(after, { participantsTold: before.participantsTold && !isNews(before, after) });
}
