import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isSelf, isStaff, isStaffOf } from '../college/standing.js';

/** What the rules ask of a volunteer. */
export interface KnownVolunteer {
  readonly globalId: string;
}

/** What the rules ask before something leaves the home. */
export interface SharingCase {
  /** Whether a consent to it is in force. */
  readonly consented: boolean;
  /** Codes of the colleges at whose events the home itself knows the volunteer to take part, or to have done so. */
  readonly hosts: ReadonlySet<string>;
}

export const volunteerPolicy = {
  list: (college: string, actor: Actor | null): boolean => isStaffOf(college, actor),

  add: (college: string, actor: Actor | null): boolean => isCuratorOf(college, actor),

  /** Who may know that the volunteer is there: any college's staff, the college's own people, and the volunteer. */
  know: (college: string, actor: Actor | null): boolean =>
    isStaff(actor) || (actor?.college === college && actor.roles.includes('VOLUNTEER')),

  /** Name, birthday, contacts, group, mentor …: the home college's staff and the volunteer alone. */
  readPersonal: (college: string, actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaffOf(college, actor) || isSelf(actor, volunteer.globalId),

  /** Staff of another college, where a NAME_TO_PARTNERS is in force. */
  readSharedName: (actor: Actor | null, consented: boolean): boolean => isStaff(actor) && consented,

  /** Staff of a host; that they say they are one is no evidence. */
  readSharedContacts: (actor: Actor | null, { consented, hosts }: SharingCase): boolean =>
    isStaff(actor) && actor !== null && consented && hosts.has(actor.college),

  readKind: (actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaff(actor) || isSelf(actor, volunteer.globalId),
};
