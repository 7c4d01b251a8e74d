import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import type { WritingContext } from '../import-kind.js';
import type { Problem } from '../problem.js';
import type { ImportWords } from '../words/words.js';
import type { Change } from './contradictions.js';

/** Events that could not keep for partners any more what they keep: with fewer places, on site alone, or for the college alone. */
export async function keptProblems(tx: WritingContext['tx'], changes: readonly Change[], words: ImportWords): Promise<Problem[]> {
  const rows = await tx.createQueryBuilder(RemotePlaceEntity, 'kept').where('kept.eventId = ANY(:ids)', { ids: changes.map(({ after }) => after.id) }).getMany();
  const kept = new Map<string, number>();
  for (const { eventId, places } of rows) kept.set(eventId, (kept.get(eventId) ?? 0) + places);
  return changes.flatMap(({ line, before, after }) => {
    const keeps = kept.get(after.id) ?? 0;
    const isShort = after.capacity !== before.capacity && keeps > (after.capacity ?? Infinity);
    const isUnreachable = after.format !== before.format && after.format === 'ONSITE' && keeps > 0;
    const isClosed = after.audience !== before.audience && after.audience === 'COLLEGE' && keeps > 0;
    return [
      ...(isShort ? [{ line, column: 'capacity', reason: words.events.placesKept(keeps) }] : []),
      ...(isUnreachable ? [{ line, column: 'format', reason: words.events.placesKept(keeps) }] : []),
      ...(isClosed ? [{ line, column: 'audience', reason: words.events.placesKept(keeps) }] : []),
    ];
  });
}
