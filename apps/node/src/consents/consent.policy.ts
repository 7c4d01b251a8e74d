import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isSelf } from '../college/standing.js';
import type { VolunteerKind } from '../volunteers/volunteer.entity.js';
import { type ConsentAges, ageOn } from './consent-ages.js';

/** Whose age it is about. */
export interface BornOn {
  /** YYYY-MM-DD; null is not known. */
  readonly birthDate: string | null;
  /** Staff are of age, whether their birthday is known or not. */
  readonly kind: VolunteerKind;
}

/** What stands of one consent: who gave it and did not withdraw it. */
export interface StandingConsent {
  /** The day on which the volunteer agreed, YYYY-MM-DD; null where they did not. */
  readonly ownAgreedOn: string | null;
  readonly guardian: boolean;
}

/** Whose word a consent still needs before it is in force. */
export interface MissingWord {
  readonly own: boolean;
  readonly guardian: boolean;
}

export const consentPolicy = {
  /** The volunteer gives their own, here and without a paper. */
  give: (actor: Actor | null, volunteerId: string): boolean => isSelf(actor, volunteerId),

  /** The home's curator enters what was signed on paper, a guardian's or the volunteer's own. */
  record: (home: string, actor: Actor | null): boolean => isCuratorOf(home, actor),

  /** The volunteer, and the home's curator for a guardian who asks for it. */
  withdraw: (home: string, actor: Actor | null, volunteerId: string): boolean =>
    isSelf(actor, volunteerId) || isCuratorOf(home, actor),

  /** Whether the guardian has a say: the volunteer is under age, or may be. */
  needsGuardian: ({ birthDate, kind }: BornOn, today: string, { guardianUnder }: ConsentAges): boolean =>
    kind === 'STUDENT' && (birthDate === null || ageOn(birthDate, today) < guardianUnder),

  /** Whether what the volunteer says on that day counts: they are old enough, or may be. */
  ownCounts: ({ birthDate, kind }: BornOn, agreedOn: string, { ownFrom }: ConsentAges): boolean =>
    kind === 'STAFF' || birthDate === null || ageOn(birthDate, agreedOn) >= ownFrom,

  /**
   * Of age: the volunteer's own consent. Under age: the guardian's too; and for the youngest the guardian's alone. Asked
   * anew at every reading, so that a birthday needs no job: a guardian's consent ends with it by itself.
   */
  missing: ({ ownAgreedOn, guardian }: StandingConsent, volunteer: BornOn, today: string, ages: ConsentAges): MissingWord => {
    const agreed = ownAgreedOn !== null && consentPolicy.ownCounts(volunteer, ownAgreedOn, ages);
    return {
      own: consentPolicy.ownCounts(volunteer, today, ages) && !agreed,
      guardian: consentPolicy.needsGuardian(volunteer, today, ages) && !guardian,
    };
  },

  inForce: (standing: StandingConsent, volunteer: BornOn, today: string, ages: ConsentAges): boolean => {
    const { own, guardian } = consentPolicy.missing(standing, volunteer, today, ages);
    return !own && !guardian;
  },
};
