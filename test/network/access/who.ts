import type { Actor, Role } from '#identity/actor.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { ELSEWHERE, HOME, HOST, volunteersOf } from './stage.js';

interface Named {
  readonly id: string;
  readonly displayName: string;
}

const OTHER_STAFF: readonly Role[] = ['MENTOR', 'OPERATOR', 'COORDINATOR'];

/** Everybody whom a column of the table speaks of; a visitor is null. */
export const WHO: Readonly<Record<string, (volunteer: Named) => (Actor | null)[]>> = {
  visitor: () => [null],
  'the volunteer': (volunteer) => [aVolunteerActor(HOME, volunteer)],
  'home: volunteer': () => [aVolunteerActor(HOME, volunteersOf[HOME])],
  'host: volunteer': () => [aVolunteerActor(HOST, volunteersOf[HOST])],
  'elsewhere: volunteer': () => [aVolunteerActor(ELSEWHERE, volunteersOf[ELSEWHERE])],
  'home: curator': () => [aCurator(HOME)],
  'home: other staff': () => otherStaffOf(HOME),
  'host: curator': () => [aCurator(HOST)],
  'host: other staff': () => otherStaffOf(HOST),
  'elsewhere: curator': () => [aCurator(ELSEWHERE)],
  'elsewhere: other staff': () => otherStaffOf(ELSEWHERE),
  'partner system': () => [HOME, HOST, ELSEWHERE].map((college) => aCurator(college, { roles: ['PARTNER'] })),
};

function otherStaffOf(college: string): Actor[] {
  return OTHER_STAFF.map((role) => aCurator(college, { roles: [role] }));
}
