import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import type { ParticipationEntity } from './participation.entity.js';
import type { ParticipationPlace, ParticipationsRepository } from './participations.repository.js';
import type { Credit, RecordEntriesRepository, RecordLine, RecordTotals } from './record/record-entries.repository.js';

/** A page of one volunteer's record book. */
interface RecordPageKey {
  readonly volunteerId: string;
  readonly after: ParticipationPlace | null;
  readonly limit: number;
}

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const participationLoaders = (participations: ParticipationsRepository, records: RecordEntriesRepository) => ({
  /** Whoever asks must still be allowed to see what it gives. */
  participation: new DataLoader<string, ParticipationEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await participations.byIds(ids), (participation) => participation.id),
  ),
  /**
   * By a volunteer's uuid, the codes of the colleges at whose events the home itself knows them to take part. A host's
   * word about itself is no evidence.
   */
  knownHosts: new DataLoader<string, ReadonlySet<string>>(async (volunteerIds) => {
    const rows = await participations.hostsOf(volunteerIds);
    return groupedInKeyOrder(volunteerIds, rows, ({ volunteerId }) => volunteerId).map((hosts) => new Set(hosts.map(({ host }) => host)));
  }),
  creditOfParticipation: new DataLoader<string, Credit | undefined>(async (ids) =>
    inKeyOrder(ids, await records.credits(ids), (credit) => credit.participationId),
  ),
  entriesOfParticipation: new DataLoader<string, RecordLine[]>(async (ids) =>
    groupedInKeyOrder(ids, await records.lines(ids), (line) => line.participationId),
  ),
  recordTotals: new DataLoader<string, RecordTotals>(async (volunteerIds) =>
    inKeyOrder(volunteerIds, await records.totals(volunteerIds), (row) => row.volunteerId).map(
      (row, index) => row ?? { volunteerId: volunteerIds[index] ?? '', count: 0, minutes: 0 },
    ),
  ),
  recordPage: new DataLoader<RecordPageKey, ParticipationEntity[], string>(
    async (keys) => {
      const found = new Map<string, Promise<ParticipationEntity[]>>();
      for (const key of keys) {
        const samePages = keys.filter((other) => samePage(other) === samePage(key)).map(({ volunteerId }) => volunteerId);
        if (!found.has(samePage(key))) found.set(samePage(key), records.pages(samePages, key.after, key.limit));
      }
      return Promise.all(
        keys.map(async (key) => ((await found.get(samePage(key))) ?? []).filter(({ volunteerId }) => volunteerId === key.volunteerId)),
      );
    },
    { cacheKeyFn: (key) => `${key.volunteerId}|${samePage(key)}` },
  ),
});

export type ParticipationLoaders = ReturnType<typeof participationLoaders>;

function samePage({ after, limit }: RecordPageKey): string {
  return `${after ? `${after.at.toISOString()}|${after.id}` : ''}|${limit}`;
}
