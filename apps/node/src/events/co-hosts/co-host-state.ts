/** What became of asking a college to hold an event together. */
export const CoHostState = { INVITED: 'INVITED', ACCEPTED: 'ACCEPTED', DECLINED: 'DECLINED' } as const;
export type CoHostState = keyof typeof CoHostState;
