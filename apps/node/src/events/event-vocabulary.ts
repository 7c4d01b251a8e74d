/** The words that an event is described with; the contract's enums are made from them. */
export const EventKind = {
  SERVICE: 'SERVICE',
  MEETING: 'MEETING',
  DISCUSSION: 'DISCUSSION',
  SEMINAR: 'SEMINAR',
  TRAINING: 'TRAINING',
  EDUCATIONAL_SESSION: 'EDUCATIONAL_SESSION',
  FORUM: 'FORUM',
} as const;
export type EventKind = keyof typeof EventKind;

export const EventFormat = { ONSITE: 'ONSITE', ONLINE: 'ONLINE', HYBRID: 'HYBRID' } as const;
export type EventFormat = keyof typeof EventFormat;

export const EventStatus = {
  DRAFT: 'DRAFT',
  PUBLISHED: 'PUBLISHED',
  CANCELLED: 'CANCELLED',
  COMPLETED: 'COMPLETED',
} as const;
export type EventStatus = keyof typeof EventStatus;

export const Audience = { COLLEGE: 'COLLEGE', NETWORK: 'NETWORK', PUBLIC: 'PUBLIC' } as const;
export type Audience = keyof typeof Audience;

/** Which events of a series a change is meant for. */
export const SeriesScope = { THIS_EVENT: 'THIS_EVENT', THIS_AND_FOLLOWING: 'THIS_AND_FOLLOWING' } as const;
export type SeriesScope = keyof typeof SeriesScope;

/** Someone who speaks at an event; kept as JSON with it. */
export interface Speaker {
  readonly name: string;
  readonly position: string | null;
  readonly organisation: string | null;
  readonly topic: string | null;
}

/** A recording, a presentation or a hand-out of an event; kept as JSON with it. */
export interface Material {
  readonly title: string;
  readonly url: string;
}
