/** What came of a check-in code that a volunteer gave. */
export const CheckInState = { AWAITING_HOST: 'AWAITING_HOST', ACCEPTED: 'ACCEPTED', REFUSED: 'REFUSED' } as const;
export type CheckInState = keyof typeof CheckInState;
