import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import type { PersonalDataReadEntity } from './personal-data-read.entity.js';
import type { Read, ReadersRepository } from './readers.repository.js';

/** One field of one volunteer, about to be given to a college. */
export interface FieldRead {
  readonly volunteerId: string;
  readonly readerCode: string;
  readonly field: string;
}

interface LatestOf {
  readonly volunteerId: string;
  readonly limit: number;
}

/** Made anew for each request: a field that is given twice in one answer is written down once. */
export const readerLoaders = (readers: ReadersRepository) => ({
  personalDataRead: new DataLoader<string, PersonalDataReadEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await readers.byIds(ids), (read) => read.id),
  ),
  /** Loads nothing: settles once the reading is written down. */
  readingWrittenDown: new DataLoader<FieldRead, true, string>(
    async (given) => {
      await readers.add(byVolunteer(given));
      return given.map(() => true as const);
    },
    { cacheKeyFn: ({ volunteerId, readerCode, field }) => `${volunteerId} ${readerCode} ${field}` },
  ),
  latestReads: new DataLoader<LatestOf, PersonalDataReadEntity[], string>(
    async (keys) => {
      const ids = keys.map(({ volunteerId }) => volunteerId);
      const most = Math.max(...keys.map(({ limit }) => limit));
      const reads = groupedInKeyOrder(ids, await readers.latest([...new Set(ids)], most), ({ volunteerId }) => volunteerId);
      return keys.map(({ limit }, index) => reads[index]?.slice(0, limit) ?? []);
    },
    { cacheKeyFn: ({ volunteerId, limit }) => `${volunteerId} ${limit}` },
  ),
});

export type ReaderLoaders = ReturnType<typeof readerLoaders>;

/** One row for each volunteer and reader, with all the fields that this answer gives. */
function byVolunteer(given: readonly FieldRead[]): Read[] {
  const reads = new Map<string, Read>();
  for (const { volunteerId, readerCode, field } of given) {
    const key = `${volunteerId} ${readerCode}`;
    const known = reads.get(key);
    if (known) known.fields.push(field);
    else reads.set(key, { volunteerId, readerCode, fields: [field] });
  }
  return [...reads.values()];
}
