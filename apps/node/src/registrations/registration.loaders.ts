import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import type { RegistrationEntity } from './registration.entity.js';
import type { PlaceCounts, RegistrationPages, RegistrationsRepository } from './registrations.repository.js';

/** One page of one event. */
export interface RegistrationPageKey extends RegistrationPages {
  readonly eventId: string;
}

interface EventAndVolunteer {
  readonly eventId: string;
  readonly volunteerId: string | null;
}

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const registrationLoaders = (registrations: RegistrationsRepository) => ({
  /** Whoever asks must still be allowed to see what it gives. */
  registration: new DataLoader<string, RegistrationEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await registrations.byIds(ids), (registration) => registration.id),
  ),
  registrationPage: new DataLoader<RegistrationPageKey, RegistrationEntity[], string>(
    (keys) =>
      together(keys, samePage, async (pages, eventIds) =>
        groupedInKeyOrder(eventIds, await registrations.pages(eventIds, pages), (row) => row.eventId),
      ),
    { cacheKeyFn: (key) => `${key.eventId}|${samePage(key)}` },
  ),
  registrationCount: new DataLoader<EventAndVolunteer, number, string>(
    (keys) =>
      together(keys, sameVolunteer, async ({ volunteerId }, eventIds) =>
        inKeyOrder(eventIds, await registrations.counts(eventIds, volunteerId), (row) => row.eventId).map(
          (row) => row?.count ?? 0,
        ),
      ),
    { cacheKeyFn: (key) => `${key.eventId}|${sameVolunteer(key)}` },
  ),
  placesByEvent: new DataLoader<string, PlaceCounts>(async (ids) =>
    inKeyOrder(ids, await registrations.placeCounts(ids), (row) => row.eventId).map(
      (row, index) => row ?? { eventId: ids[index] ?? '', taken: 0, waiting: 0 },
    ),
  ),
  /** The name that a volunteer's home entrusted to this college with the request for a place; null where it did not. */
  subjectName: new DataLoader<EventAndVolunteer, string | null, string>(
    async (keys) => {
      const rows = await registrations.subjectNames(keys.map(({ eventId }) => eventId), keys.map(({ volunteerId }) => volunteerId ?? ''));
      return inKeyOrder(keys.map(eventAndVolunteer), rows, eventAndVolunteer).map((row) => row?.subjectName ?? null);
    },
    { cacheKeyFn: eventAndVolunteer },
  ),
  holdsPlace: new DataLoader<EventAndVolunteer, boolean, string>(
    (keys) =>
      together(keys, sameVolunteer, async ({ volunteerId }, eventIds) => {
        const held = volunteerId === null ? [] : await registrations.held(volunteerId, eventIds);
        return inKeyOrder(eventIds, held, (row) => row.eventId).map((row) => row !== undefined);
      }),
    { cacheKeyFn: (key) => `${key.eventId}|${sameVolunteer(key)}` },
  ),
});

export type RegistrationLoaders = ReturnType<typeof registrationLoaders>;

/** Answers keys that differ in their event alone by one statement, and puts the answers back in the keys' order. */
async function together<Key extends { readonly eventId: string }, Answer>(
  keys: readonly Key[],
  groupOf: (key: Key) => string,
  answer: (group: Key, eventIds: readonly string[]) => Promise<Answer[]>,
): Promise<(Answer | Error)[]> {
  const answers = new Map<Key, Answer>();
  const groups = [...new Set(keys.map(groupOf))].map((group) => keys.filter((key) => groupOf(key) === group));
  await Promise.all(
    groups.map(async (group) => {
      const [one] = group;
      if (!one) return;
      const found = await answer(one, group.map((key) => key.eventId));
      group.forEach((key, index) => {
        const value = found[index];
        if (value !== undefined) answers.set(key, value);
      });
    }),
  );
  return keys.map((key) => answers.get(key) ?? new Error('A loader gave no answer for one of its keys.'));
}

function samePage({ volunteerId, after, limit }: RegistrationPages): string {
  return `${volunteerId ?? ''}|${after}|${limit}`;
}

function eventAndVolunteer({ eventId, volunteerId }: EventAndVolunteer): string {
  return `${eventId}|${volunteerId ?? ''}`;
}

function sameVolunteer({ volunteerId }: EventAndVolunteer): string {
  return volunteerId ?? '';
}
