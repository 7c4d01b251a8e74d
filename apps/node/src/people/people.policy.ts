import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isOf, isPerson, isStaffOf } from '../college/standing.js';
import type { PersonEntity } from './person.entity.js';

export const peoplePolicy = {
  seeTeams: (actor: Actor | null): boolean => isPerson(actor),

  /** A team's mentor: the college's own people know them; others where the mentor agreed. */
  seeMentor: (college: string, actor: Actor | null, mentor: Pick<PersonEntity, 'publishName'>): boolean =>
    mentor.publishName || isOf(college, actor),

  /** Whether anybody may read their name: everybody of the college's staff says it of themselves. */
  publishOwnName: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  /** Who may guide somebody: the college's own people know them. */
  seeMentors: (college: string, actor: Actor | null): boolean => isOf(college, actor),

  /** Which teams there are, and who guides whom: for whoever answers for the college's volunteering. */
  arrange: (college: string, actor: Actor | null): boolean => isCuratorOf(college, actor),

  /** Mentors and curators, for as long as they are on the staff. */
  guides: ({ role, leftAt }: Pick<PersonEntity, 'role' | 'leftAt'>): boolean => leftAt === null && (role === 'MENTOR' || role === 'CURATOR'),
};
