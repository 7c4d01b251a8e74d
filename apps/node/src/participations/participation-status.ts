export const ParticipationStatus = {
  AWAITING_HOME: 'AWAITING_HOME',
  AWAITING_HOST: 'AWAITING_HOST',
  CONFIRMED: 'CONFIRMED',
  WAITLISTED: 'WAITLISTED',
  DECLINED: 'DECLINED',
  CANCELLED: 'CANCELLED',
  ATTENDED: 'ATTENDED',
  NO_SHOW: 'NO_SHOW',
} as const;
export type ParticipationStatus = keyof typeof ParticipationStatus;

/** Statuses of those whom the host expects or expected, and so may have to reach. */
export const EXPECTED_BY_HOST: readonly ParticipationStatus[] = ['CONFIRMED', 'WAITLISTED', 'ATTENDED', 'NO_SHOW'];
