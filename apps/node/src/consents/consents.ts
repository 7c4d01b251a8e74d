import type { ConsentPurpose } from './consent-purpose.js';
import type { ConsentAges } from './consent-ages.js';
import type { ConsentEntity } from './consent.entity.js';
import { type BornOn, type MissingWord, type StandingConsent, consentPolicy } from './consent.policy.js';

/** What one volunteer's consent to one purpose comes to today. */
export interface Consent {
  readonly purpose: ConsentPurpose;
  readonly givenAt: Date | null;
  readonly guardianGivenAt: Date | null;
  /** Null while any of it stands. */
  readonly withdrawnAt: Date | null;
  readonly inForce: boolean;
  readonly textVersion: string;
  readonly guardianDocument: string | null;
}

/**
 * Folds givings into consents, one for each purpose that was ever given.
 * @param latest of one volunteer: the last of each purpose and giver
 * @param today as the college's calendar has it, YYYY-MM-DD
 */
export function consentsOf(latest: readonly ConsentEntity[], volunteer: BornOn, today: string, ages: ConsentAges): Consent[] {
  return [...new Set(latest.map(({ purpose }) => purpose))].toSorted().flatMap((purpose) => {
    const ofPurpose = latest.filter((row) => row.purpose === purpose);
    const [last] = ofPurpose.toSorted((one, other) => other.givenAt.getTime() - one.givenAt.getTime());
    if (!last) return [];
    const own = ofPurpose.find(({ giver }) => giver === 'VOLUNTEER');
    const guardian = ofPurpose.find(({ giver }) => giver === 'GUARDIAN');
    return {
      purpose,
      givenAt: own?.givenAt ?? null,
      guardianGivenAt: guardian?.givenAt ?? null,
      withdrawnAt: withdrawalOf(ofPurpose),
      inForce: consentPolicy.inForce(standingOf(ofPurpose), volunteer, today, ages),
      textVersion: last.textVersion,
      guardianDocument: guardian?.documentNumber ?? null,
    };
  });
}

/**
 * Whose word the consent to a purpose still needs; nobody's where it is in force.
 * @param latest of one volunteer: the last of each purpose and giver
 * @param today as the college's calendar has it, YYYY-MM-DD
 */
export function missingWord(latest: readonly ConsentEntity[], purpose: ConsentPurpose, volunteer: BornOn, today: string, ages: ConsentAges): MissingWord {
  return consentPolicy.missing(standingOf(latest.filter((row) => row.purpose === purpose)), volunteer, today, ages);
}

/** @param rows of one purpose, the last of each giver */
function standingOf(rows: readonly ConsentEntity[]): StandingConsent {
  const own = rows.find(({ giver }) => giver === 'VOLUNTEER');
  const guardian = rows.find(({ giver }) => giver === 'GUARDIAN');
  return { ownAgreedOn: own?.withdrawnAt === null ? own.agreedOn : null, guardian: guardian?.withdrawnAt === null };
}

function withdrawalOf(rows: readonly ConsentEntity[]): Date | null {
  const times = rows.map(({ withdrawnAt }) => withdrawnAt?.getTime() ?? null);
  return times.every((time) => time !== null) ? new Date(Math.max(...times)) : null;
}
