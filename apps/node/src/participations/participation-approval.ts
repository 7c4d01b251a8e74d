/** By whom a college has its volunteers' wish to take part approved before a host is asked; a node's setting. */
export const PARTICIPATION_APPROVALS = ['AUTOMATIC', 'CURATOR', 'MENTOR'] as const;

/** `AUTOMATIC`: by nobody. `CURATOR`: by a curator. `MENTOR`: by the volunteer's own mentor, or a curator. */
export type ParticipationApproval = (typeof PARTICIPATION_APPROVALS)[number];
