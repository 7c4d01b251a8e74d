import { globalId } from '#contract/ids.js';
import type { Actor, Role, Scope } from '#identity/actor.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { ELSEWHERE, HOME, HOST, staff, volunteersOf } from './stage.js';

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
  'home: curator': () => staffOf(HOME, ['CURATOR']),
  'home: other staff': () => staffOf(HOME, OTHER_STAFF),
  'host: curator': () => staffOf(HOST, ['CURATOR']),
  'host: other staff': () => staffOf(HOST, OTHER_STAFF),
  'elsewhere: curator': () => staffOf(ELSEWHERE, ['CURATOR']),
  'elsewhere: other staff': () => staffOf(ELSEWHERE, OTHER_STAFF),
  'partner system': () => partnersOf([]),
  'partner system with `events:read`': () => partnersOf(['events:read']),
};

function partnersOf(scopes: readonly Scope[]): Actor[] {
  return [HOME, HOST, ELSEWHERE].map((college) => aCurator(college, { roles: ['PARTNER'], scopes }));
}

function staffOf(college: keyof typeof staff, roles: readonly Role[]): Actor[] {
  const persons = staff[college].filter(({ role }) => roles.includes(role));
  return persons.map(({ id, role }) => aCurator(college, { id: globalId(college, id), roles: [role] }));
}
