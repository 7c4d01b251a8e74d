/** What is counted for each month; the figures that clients see are made of these. */
export const MEASURES = [
  'VOLUNTEERS',
  'ACTIVE_VOLUNTEERS',
  'EVENTS',
  'REGISTRATIONS',
  'CROSS_COLLEGE_REGISTRATIONS',
  'MINUTES',
  'ATTENDED',
  'NO_SHOW',
] as const;

export type Measure = (typeof MEASURES)[number];
