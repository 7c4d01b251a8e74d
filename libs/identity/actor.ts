/** What a person may be at a college. */
export const ROLES = ['VOLUNTEER', 'MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR', 'PARTNER'] as const;

export type Role = (typeof ROLES)[number];

/** What a college may let a partner's system do, beyond what a visitor may. */
export const SCOPES = ['events:read'] as const;

export type Scope = (typeof SCOPES)[number];

/** Whoever is asking, verified, and without a name: it goes to every college that is asked. A visitor is `null`. */
export interface Actor {
  /** Global id of the person: the volunteer's own id for a volunteer, the person's for staff. */
  readonly id: string;
  /** Code of the college that vouches for them. */
  readonly college: string;
  readonly roles: readonly Role[];
  /** What a partner's system was let do; people have none, and may do what their roles allow. */
  readonly scopes?: readonly Scope[];
}
