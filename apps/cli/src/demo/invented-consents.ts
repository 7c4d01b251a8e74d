import { globalId } from '#contract/ids.js';
import { type ConsentAges, ageOn } from '#node/consents/consent-ages.js';
import type { ConsentGiver, ConsentPurpose } from '#node/consents/consent-purpose.js';
import { ConsentEntity } from '#node/consents/consent.entity.js';
import { consentsOf } from '#node/consents/consents.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { dayAt, instantOf } from '#node/college/local-time.js';
import type { DemoCollegeProfile } from './colleges.js';
import { demoId } from './demo-id.js';
import { demoStaff } from './staff.js';

const OF_AGE = 18;
/** A node's own where nobody sets others. */
const AGES: ConsentAges = { guardianUnder: OF_AGE, ownFrom: 14 };
const TEXT_VERSION = '2026-09';

/** Which volunteers, by number, agreed to what. */
const ANSWERS: readonly { readonly purpose: ConsentPurpose; readonly agreed: (number: number) => boolean }[] = [
  { purpose: 'NAME_TO_PARTNERS', agreed: (number) => number % 3 === 0 },
  { purpose: 'CONTACTS_TO_HOST', agreed: (number) => number % 4 === 0 },
  { purpose: 'PHOTO_PUBLICATION', agreed: (number) => number % 2 === 0 },
  { purpose: 'CREDENTIAL_ISSUE', agreed: (number) => number % 7 !== 3 },
];

/** Of a few minors a guardian's paper has not come yet. */
const awaitsPaper = (number: number) => number % 9 === 6;

/** The consents of a college's invented volunteers, given as they joined: their own and, under age, a guardian's on paper. */
export function inventedConsents({ code, timeZone }: DemoCollegeProfile, volunteers: readonly VolunteerEntity[], now: Date): ConsentEntity[] {
  const curator = demoStaff(code).find(({ role }) => role === 'CURATOR');
  return volunteers.flatMap((volunteer, number) =>
    ANSWERS.filter(({ agreed }) => agreed(number)).flatMap(({ purpose }) => {
      const giving = (giver: ConsentGiver, of: Partial<ConsentEntity>) =>
        Object.assign(new ConsentEntity(), {
          id: demoId(`consent ${purpose} ${giver}`, code, number),
          volunteerId: volunteer.id,
          purpose,
          giver,
          textVersion: TEXT_VERSION,
          givenAt: noonOf(volunteer.joinedAt, timeZone, now),
          agreedOn: volunteer.joinedAt,
          documentNumber: null,
          signedOn: null,
          recordedBy: globalId(code, volunteer.id),
          withdrawnAt: null,
          withdrawnBy: null,
          ...of,
        });
      const own = giving('VOLUNTEER', {});
      const isMinor = volunteer.birthDate === null || ageOn(volunteer.birthDate, volunteer.joinedAt) < OF_AGE;
      if (!isMinor || !curator || awaitsPaper(number)) return [own];
      const paper = { documentNumber: `${number + 1}-с`, signedOn: volunteer.joinedAt, recordedBy: globalId(code, curator.id) };
      return [own, giving('GUARDIAN', paper)];
    }),
  );
}

/** The uuids of those whose consent to entries is in force: that is what the hosts of each of them know. */
export function agreedToEntries(college: DemoCollegeProfile, volunteers: readonly VolunteerEntity[], now: Date): ReadonlySet<string> {
  const given = inventedConsents(college, volunteers, now);
  const today = dayAt(now, college.timeZone);
  const agreed = volunteers.filter((volunteer) => {
    const consents = consentsOf(given.filter(({ volunteerId }) => volunteerId === volunteer.id), volunteer, today, AGES);
    return consents.some(({ purpose, inForce }) => purpose === 'CREDENTIAL_ISSUE' && inForce);
  });
  return new Set(agreed.map(({ id }) => id));
}

function noonOf(day: string, timeZone: string, now: Date): Date {
  const noon = instantOf(`${day}T12:00`, timeZone) ?? now;
  return noon < now ? noon : now;
}
