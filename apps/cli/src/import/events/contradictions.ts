import { minutesOf } from '#node/events/event-times.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { brokenPromises } from '#node/events/promises.js';
import { HOLDS_A_PLACE, RECORDED, TAKES_PART } from '#node/registrations/registration-status.js';
import { RegistrationEntity } from '#node/registrations/registration.entity.js';
import type { WritingContext } from '../import-kind.js';
import type { Problem } from '../problem.js';
import type { EventWords, ImportWords } from '../words/words.js';

/** An event as it is, and as the file has it. */
export interface Change {
  readonly line: number;
  readonly before: EventEntity;
  readonly after: EventEntity;
}

interface Held {
  readonly eventId: string;
  readonly taken: number;
  /** Who takes part, took part, or waits. */
  readonly people: number;
  /** Of whom it is written down whether they came. */
  readonly recorded: number;
  /** The most that anybody is credited with. */
  readonly minutes: number;
}

const PROMISED = {
  format: (words: EventWords, people: number) => words.otherFormat(people),
  audience: (words: EventWords, people: number) => words.narrowerAudience(people),
  status: (words: EventWords, people: number) => words.draftAgain(people),
} as const;

/** Changes that what is written down of those who take part speaks against: fewer places than are taken, less time than was credited, less than they were promised. */
export async function contradictions(tx: WritingContext['tx'], changes: readonly Change[], words: ImportWords): Promise<Problem[]> {
  const doubtful = changes.filter(({ before, after }) => isSmaller(before, after) || minutesOf(after) < minutesOf(before) || isCalledOff(before, after) || promisesOf(before, after).length > 0);
  if (doubtful.length === 0) return [];
  const held = await heldAt(tx, doubtful.map(({ after }) => after.id));
  return doubtful.flatMap(({ line, before, after }) => {
    const { taken, people, recorded, minutes } = held.get(after.id) ?? { taken: 0, people: 0, recorded: 0, minutes: 0 };
    return [
      ...(isSmaller(before, after) && taken > (after.capacity ?? 0) ? [{ line, column: 'capacity', reason: words.events.placesTaken(taken) }] : []),
      ...(minutesOf(after) < minutes ? [{ line, column: 'endsAt', reason: words.events.credited(minutes) }] : []),
      ...(isCalledOff(before, after) && recorded > 0 ? [{ line, column: 'status', reason: words.events.tookPlace(recorded) }] : []),
      ...(people > 0 ? promisesOf(before, after).map((column) => ({ line, column, reason: PROMISED[column](words.events, people) })) : []),
    ];
  });
}

/** Columns that would break what was announced. An import could make a draft of it again, which the node never does. */
function promisesOf(before: EventEntity, after: EventEntity): (keyof typeof PROMISED)[] {
  if (before.status === 'DRAFT') return [];
  return [...brokenPromises(before, after), ...(after.status === 'DRAFT' ? ['status' as const] : [])];
}

function isSmaller(before: EventEntity, after: EventEntity): boolean {
  return after.capacity !== null && after.capacity < (before.capacity ?? Infinity);
}

function isCalledOff(before: EventEntity, after: EventEntity): boolean {
  return after.status === 'CANCELLED' && before.status !== 'CANCELLED';
}

async function heldAt(tx: WritingContext['tx'], ids: readonly string[]): Promise<ReadonlyMap<string, Held>> {
  const rows: Held[] = await tx
    .createQueryBuilder(RegistrationEntity, 'registration')
    .select('registration.eventId', 'eventId')
    .addSelect('(count(*) FILTER (WHERE registration.status = ANY(:statuses)))::int', 'taken')
    .addSelect('(count(*) FILTER (WHERE registration.status = ANY(:taking)))::int', 'people')
    .addSelect('(count(*) FILTER (WHERE registration.status = ANY(:recorded)))::int', 'recorded')
    .addSelect('coalesce(max(registration.minutes), 0)', 'minutes')
    .where('registration.eventId = ANY(:ids)', { ids })
    .setParameters({ statuses: HOLDS_A_PLACE, taking: TAKES_PART, recorded: RECORDED })
    .groupBy('registration.eventId')
    .getRawMany();
  return new Map(rows.map((row) => [row.eventId, row]));
}
