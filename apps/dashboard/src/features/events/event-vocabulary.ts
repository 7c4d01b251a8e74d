import type { graphql } from '../../lib/graph/graphql.js';

export type EventKind = ReturnType<typeof graphql.scalar<'EventKind'>>;
export type EventFormat = ReturnType<typeof graphql.scalar<'EventFormat'>>;

export const eventKinds = [
  'SERVICE',
  'MEETING',
  'DISCUSSION',
  'SEMINAR',
  'TRAINING',
  'EDUCATIONAL_SESSION',
  'FORUM',
] as const satisfies readonly EventKind[];

export const eventFormats = ['ONSITE', 'ONLINE', 'HYBRID'] as const satisfies readonly EventFormat[];
