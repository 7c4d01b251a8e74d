import DataLoader from 'dataloader';
import { inKeyOrder } from '../../graph/in-key-order.js';
import type { CheckInsRepository } from './check-ins.repository.js';

/** Made anew for each request: a loader's cache must not outlive its actor. */
export const checkInLoaders = (checkIns: CheckInsRepository) => ({
  /** Whoever asks must still be allowed to see the codes that are made from it. */
  checkInSecret: new DataLoader<string, string | undefined>(async (eventIds) =>
    inKeyOrder(eventIds, await checkIns.secrets(eventIds), (row) => row.eventId).map((row) => row?.secret),
  ),
  checkedInAt: new DataLoader<string, Date | null>(async (registrationIds) =>
    inKeyOrder(registrationIds, await checkIns.times(registrationIds), (row) => row.registrationId).map((row) => row?.checkedInAt ?? null),
  ),
});

export type CheckInLoaders = ReturnType<typeof checkInLoaders>;
