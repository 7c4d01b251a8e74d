import type { Actor } from '#identity/actor.js';
import { isCuratorOf } from '../college/standing.js';
import { type ConsentAges, ageOn } from './consent-ages.js';

/** Whose age it is about; null is not known. YYYY-MM-DD */
export interface BornOn {
  readonly birthDate: string | null;
}

/** What stands of one consent: who gave it and did not withdraw it. */
export interface StandingConsent {
  /** The day on which the volunteer agreed, YYYY-MM-DD; null where they did not. */
  readonly ownAgreedOn: string | null;
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
  needsGuardian: ({ birthDate }: BornOn, today: string, { guardianUnder }: ConsentAges): boolean =>
    birthDate === null || ageOn(birthDate, today) < guardianUnder,

  /** Whether what the volunteer says on that day counts: they are old enough, or may be. */
  ownCounts: ({ birthDate }: BornOn, agreedOn: string, { ownFrom }: ConsentAges): boolean =>
    birthDate === null || ageOn(birthDate, agreedOn) >= ownFrom,

  /**
   * Of age: the volunteer's own consent. Under age: the guardian's too; and for the youngest the guardian's alone. Asked
   * anew at every reading, so that a birthday needs no job: a guardian's consent ends with it by itself.
   */
  inForce: (standing: StandingConsent, volunteer: BornOn, today: string, ages: ConsentAges): boolean => {
    const { ownAgreedOn, guardian } = standing;
    if (consentPolicy.needsGuardian(volunteer, today, ages) && !guardian) return false;
    if (!consentPolicy.ownCounts(volunteer, today, ages)) return true;
    return ownAgreedOn !== null && consentPolicy.ownCounts(volunteer, ownAgreedOn, ages);
  },
};

function isSelf(actor: Actor | null, volunteerId: string): boolean {
  return actor?.id === volunteerId && actor.roles.includes('VOLUNTEER');
}
