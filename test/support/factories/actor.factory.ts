import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';

/** A curator of a college; nothing of them need be in its database. */
export function aCurator(college: string, overrides: Partial<Actor> = {}): Actor {
  return { id: globalId(college, uuid()), college, roles: ['CURATOR'], ...overrides };
}

/** A volunteer as the actor of a query: the one who stands in the college's database, where one is given. */
export function aVolunteerActor(college: string, volunteer?: Pick<VolunteerEntity, 'id'>): Actor {
  return { id: globalId(college, volunteer?.id ?? uuid()), college, roles: ['VOLUNTEER'] };
}
