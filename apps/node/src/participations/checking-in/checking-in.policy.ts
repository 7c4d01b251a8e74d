import { CHECK_IN_TRIES } from '#contract/limits.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { participationPolicy } from '../participation.policy.js';

type CheckedIn = Pick<ParticipationEntity, 'status' | 'checkIn' | 'checkInReason' | 'checkInTries'>;

/** Of whatever the host says to them, also that the event does not go on. */
const MOST_TRIES = 4 * CHECK_IN_TRIES;

export const checkingInPolicy = {
  /** Whether there is nothing left to show: the host took a code, or recorded who came. */
  isDone: ({ status, checkIn }: CheckedIn): boolean => checkIn === 'ACCEPTED' || participationPolicy.isRecorded(status),

  holdsPlace: ({ status }: CheckedIn): boolean => status === 'CONFIRMED',

  /** The host counts wrong codes; here it is so that nobody sends it message after message. */
  mayTry: ({ checkInReason, checkInTries }: CheckedIn): boolean => checkInReason !== 'TOO_MANY_TRIES' && checkInTries < MOST_TRIES,
};
