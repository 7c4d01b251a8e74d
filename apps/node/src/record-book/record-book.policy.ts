import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isSelf } from '../college/standing.js';

/** Whose book it is. */
export interface BookOwner {
  /** Global id of the volunteer. */
  readonly volunteerId: string;
  /** Global id of who guides them: their mentor, or else their team's. */
  readonly mentorId: string | null;
}

export const recordBookPolicy = {
  /** Who may take the whole book away as a file: whose it is, the home's curators, and the mentor who guides them. */
  take: (home: string, actor: Actor | null, { volunteerId, mentorId }: BookOwner): boolean =>
    isSelf(actor, volunteerId) || isCuratorOf(home, actor) || guides(actor, mentorId),
};

function guides(actor: Actor | null, mentorId: string | null): boolean {
  return actor?.id === mentorId && actor.roles.includes('MENTOR');
}
