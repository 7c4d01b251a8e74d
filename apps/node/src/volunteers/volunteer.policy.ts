import type { Actor } from '#identity/actor.js';
import { isCuratorOf, isMentorOf, isOf, isSelf, isStaff, isStaffOf } from '../college/standing.js';

/** What the rules ask of a volunteer. */
export interface KnownVolunteer {
  readonly globalId: string;
}

export interface GuidedVolunteer extends KnownVolunteer {
  /** Global id of who guides them: their mentor, or else their team's. */
  readonly guideId: string | null;
}

/** What the rules ask before something leaves the home. */
export interface SharingCase {
  /** Whether a consent to it is in force. */
  readonly consented: boolean;
  /** Codes of the colleges at whose events the home itself knows the volunteer to take part, or to have done so. */
  readonly hosts: ReadonlySet<string>;
}

/** Which of the college's volunteers an actor may list: all, or those whom a mentor guides (by global id of the mentor). */
export type VolunteerScope = { readonly all: true } | { readonly all: false; readonly mentorId: string };

export const volunteerPolicy = {
  /** The college's own staff: a mentor who is no curator too lists the volunteers whom they guide. Null for everybody else. */
  list: (college: string, actor: Actor | null): VolunteerScope | null => {
    if (!actor || !isStaffOf(college, actor)) return null;
    return isMentorOf(college, actor) && !isCuratorOf(college, actor) ? { all: false, mentorId: actor.id } : { all: true };
  },

  add: (college: string, actor: Actor | null): boolean => isCuratorOf(college, actor),

  /** Who may know that the volunteer is there: any college's staff, the college's own people, and the volunteer. */
  know: (college: string, actor: Actor | null): boolean => isStaff(actor) || isOf(college, actor),

  /** Full name, birthday, contacts, consents, record book …: the volunteer, and of the home college's staff those who list them. */
  readPersonal: (college: string, actor: Actor | null, { globalId, guideId }: GuidedVolunteer): boolean => {
    const scope = volunteerPolicy.list(college, actor);
    return isSelf(actor, globalId) || (scope !== null && (scope.all || scope.mentorId === guideId));
  },

  /** Under which name they are called: the home college's staff, who meet them at its events, and the volunteer. */
  readDisplayName: (college: string, actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaffOf(college, actor) || isSelf(actor, volunteer.globalId),

  /** Staff of another college, where a NAME_TO_PARTNERS is in force. */
  readSharedName: (actor: Actor | null, consented: boolean): boolean => isStaff(actor) && consented,

  /** Staff of a host; that they say they are one is no evidence. */
  readSharedContacts: (actor: Actor | null, { consented, hosts }: SharingCase): boolean =>
    isStaff(actor) && actor !== null && consented && hosts.has(actor.college),

  readKind: (actor: Actor | null, volunteer: KnownVolunteer): boolean =>
    isStaff(actor) || isSelf(actor, volunteer.globalId),
};
