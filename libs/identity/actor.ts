/** What a person may be at a college. */
export const ROLES = ['VOLUNTEER', 'MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR', 'PARTNER'] as const;

export type Role = (typeof ROLES)[number];

/** Whoever is asking, verified. A visitor is `null`. */
export interface Actor {
  /** Global id of the person: the volunteer's own id for a volunteer, the person's for staff. */
  readonly id: string;
  /** Code of the college that vouches for them. */
  readonly college: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}
