import { isWithin } from '#node/events/event-times.js';
import { EventEntity } from '#node/events/event.entity.js';
import type { WritingContext } from '../import-kind.js';
import type { Problem } from '../problem.js';
import type { ImportWords } from '../words/words.js';
import type { Change } from './contradictions.js';
import { shownTimes } from './shown-values.js';

type Tx = WritingContext['tx'];

/**
 * Rows that would leave a session outside of its forum, whichever of the two the row speaks of, or announce one of a forum
 * that was called off. Where the file changes both, they are compared as it has them.
 */
export async function sessionProblems(tx: Tx, changes: readonly Change[], words: ImportWords): Promise<Problem[]> {
  const moved = changes.filter(isMoved);
  if (moved.length === 0) return [];
  const inFile = new Map(changes.map(({ after }) => [after.id, after]));
  const asToBe = (event: EventEntity): EventEntity => inFile.get(event.id) ?? event;
  const sessions = (await sessionsOf(tx, moved)).map(asToBe);
  const wholes = new Map((await wholesOf(tx, moved)).map((whole) => [whole.id, asToBe(whole)]));
  return moved.flatMap(({ line, after }) => {
    const outside = sessions.find((session) => session.partOfId === after.id && isOutside(session, after));
    const whole = wholes.get(after.partOfId ?? '');
    return [
      ...(outside ? [{ line, column: columnOf(outside, after), reason: words.events.sessionOutside(outside.title, shownTimes(outside, outside.timeZone)) }] : []),
      ...(whole?.status === 'CANCELLED' && isAnnounced(after) ? [{ line, column: 'status', reason: words.events.ofCalledOff(whole.title) }] : []),
      ...(whole && isOutside(after, whole) ? [{ line, column: columnOf(after, whole), reason: words.events.outsideOf(whole.title, shownTimes(whole, whole.timeZone)) }] : []),
    ];
  });
}

/** Whether it takes place at another time than before, or takes place again, or is announced. */
export function isMoved({ before, after }: Change): boolean {
  const isOtherTime = before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
  const isOtherStatus = before.status !== after.status;
  return isOtherTime || (isOtherStatus && (before.status === 'CANCELLED' || isAnnounced(after)));
}

function isAnnounced({ status }: EventEntity): boolean {
  return status !== 'DRAFT' && status !== 'CANCELLED';
}

function isOutside(session: EventEntity, whole: EventEntity): boolean {
  return session.status !== 'CANCELLED' && !isWithin(session, whole);
}

function columnOf(session: EventEntity, whole: EventEntity): string {
  return session.startsAt < whole.startsAt ? 'startsAt' : 'endsAt';
}

function sessionsOf(tx: Tx, moved: readonly Change[]): Promise<EventEntity[]> {
  const ids = moved.map(({ after }) => after.id);
  return tx.createQueryBuilder(EventEntity, 'event').where('event.partOfId = ANY(:ids)', { ids }).orderBy('event.startsAt').addOrderBy('event.id').getMany();
}

function wholesOf(tx: Tx, moved: readonly Change[]): Promise<EventEntity[]> {
  const ids = moved.flatMap(({ after }) => after.partOfId ?? []);
  return tx.createQueryBuilder(EventEntity, 'event').where('event.id = ANY(:ids)', { ids }).getMany();
}
