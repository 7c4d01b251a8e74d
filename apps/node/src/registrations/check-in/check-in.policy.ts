import { CHECK_IN_TRIES } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import type { EventStatus } from '../../events/event-vocabulary.js';
import type { VolunteerKind } from '../../volunteers/volunteer.entity.js';
import { attendancePolicy } from '../attendance/attendance.policy.js';
import { type RegistrationStatus, isRecorded } from '../registration-status.js';

/** Why a code is not taken, in codes that the home's page has words for. */
export type CheckInRefusal = 'NO_PLACE' | 'RECORDED' | 'ASK_A_COLLEAGUE' | 'NOT_NOW' | 'TOO_MANY_TRIES' | 'WRONG_CODE';

/** Somebody gives a code. */
export interface CodeGiven {
  readonly registration: { readonly status: RegistrationStatus; readonly volunteerKind: VolunteerKind } | null;
  readonly event: { readonly status: EventStatus; readonly startsAt: Date; readonly endsAt: Date } | null;
  /** Code of the volunteer's own college. */
  readonly home: string;
  /** When, as the home says: its message may have waited for days. */
  readonly givenAt: Date;
  readonly wrongTries: number;
  readonly isRight: boolean;
}

/** Clocks of colleges differ by as much. */
const SKEW_MS = 60_000;

/** Of longer ones staff say for how long somebody was there. */
const LONGEST_CREDITED_MS = 12 * 3_600_000;

export const checkInPolicy = {
  /** Whoever may record attendance may read the code out. */
  readCode: (host: string, actor: Actor | null): boolean => attendancePolicy.record(host, actor),

  /** Whether there is a code: while the event goes on. */
  isOn: ({ status, startsAt, endsAt }: NonNullable<CodeGiven['event']>, at: Date): boolean => status === 'PUBLISHED' && startsAt <= at && at < endsAt,

  /** Why the code is not taken; null where it is. Only a code that could count is looked at, so nobody learns of others. */
  refusal: (host: string, { registration, event, home, givenAt, wrongTries, isRight }: CodeGiven, now: Date): CheckInRefusal | null => {
    if (!registration || !event) return 'NO_PLACE';
    if (isRecorded(registration)) return 'RECORDED';
    if (registration.status !== 'CONFIRMED') return 'NO_PLACE';
    // Nobody signs for themselves: whoever can read the code out has a colleague record that they came.
    if (home === host && registration.volunteerKind === 'STAFF') return 'ASK_A_COLLEAGUE';
    if (!checkInPolicy.isOn(event, givenAt) || givenAt.getTime() > now.getTime() + SKEW_MS) return 'NOT_NOW';
    if (wrongTries >= CHECK_IN_TRIES) return 'TOO_MANY_TRIES';
    return isRight ? null : 'WRONG_CODE';
  },

  /** Whether a check-in alone credits the event: it is over, and not so long that nobody was there for all of it. */
  credits: ({ status, startsAt, endsAt }: NonNullable<CodeGiven['event']>, now: Date): boolean =>
    (status === 'PUBLISHED' || status === 'COMPLETED') && endsAt <= now && endsAt.getTime() - startsAt.getTime() <= LONGEST_CREDITED_MS,
};
