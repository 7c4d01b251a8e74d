/** One line of a volunteer's record book, as its host signs it. */
export interface Entry {
  /** A uuid. */
  readonly id: string;
  /** The host. */
  readonly issuer: { readonly code: string; readonly name: string };
  /** Global id. */
  readonly volunteerId: string;
  /** Null without the volunteer's consent. */
  readonly subjectName: string | null;
  readonly role: 'STUDENT' | 'STAFF';
  readonly event: {
    /** Global id. */
    readonly id: string;
    readonly title: string;
    readonly summary: string | null;
    readonly kind: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  };
  readonly minutes: number;
  readonly issuedAt: Date;
  readonly status: {
    /** Address of the status list that tells whether it was revoked. */
    readonly url: string;
    readonly index: number;
  };
}
