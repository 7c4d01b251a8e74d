import type { Actor } from '#identity/actor.js';
import { isStaff, isStaffOf } from '../college/standing.js';

/** What the rules ask of a volunteer: the global id, and what they chose to share. */
export interface KnownVolunteer {
  readonly globalId: string;
  readonly shareDisplayName: boolean;
}

export const volunteerPolicy = {
  list: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  /** Who may know that the volunteer is there: any college's staff, the college's own people, and the volunteer. */
  know: (college: string, actor: Actor | null): boolean =>
    isStaff(actor) || (actor?.college === college && actor.roles.includes('VOLUNTEER')),

  /** Name, birthday, contacts, group, mentor …: the home college's staff and the volunteer alone. */
  readPersonal: (college: string, actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaffOf(college, actor) || isSelf(actor, volunteer),

  readDisplayName: (college: string, actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    volunteerPolicy.readPersonal(college, actor, volunteer) || (isStaff(actor) && volunteer.shareDisplayName),

  readKind: (actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaff(actor) || isSelf(actor, volunteer),
};

function isSelf(actor: Actor | null, volunteer: KnownVolunteer): boolean {
  return actor?.id === volunteer.globalId && actor.roles.includes('VOLUNTEER');
}
