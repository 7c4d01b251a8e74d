import type { Actor } from '#identity/actor.js';
import { isOf, isPerson } from '../college/standing.js';
import type { PersonEntity } from './person.entity.js';

export const peoplePolicy = {
  seeTeams: (actor: Actor | null): boolean => isPerson(actor),

  /** A team's mentor: the college's own people know them; others where the mentor agreed. */
  seeMentor: (college: string, actor: Actor | null, mentor: Pick<PersonEntity, 'publishName'>): boolean =>
    mentor.publishName || isOf(college, actor),
};
