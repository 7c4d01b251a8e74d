import DataLoader from 'dataloader';
import { groupedInKeyOrder, inKeyOrder } from '../graph/in-key-order.js';
import type { AdoptionEntity } from './adoption.entity.js';
import type { PracticeEntity } from './practice.entity.js';
import type { PracticesRepository } from './practices.repository.js';

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const practiceLoaders = (practices: PracticesRepository) => ({
  /** Whoever asks must still be allowed to see what it gives. */
  practice: new DataLoader<string, PracticeEntity | undefined>(async (ids) =>
    inKeyOrder(ids, await practices.byIds(ids), (practice) => practice.id),
  ),
  adoptionsByPractice: new DataLoader<string, AdoptionEntity[]>(async (ids) =>
    groupedInKeyOrder(ids, await practices.adoptionsOf(ids), (adoption) => adoption.practiceId),
  ),
});

export type PracticeLoaders = ReturnType<typeof practiceLoaders>;
