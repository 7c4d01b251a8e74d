export const RegistrationStatus = {
  CONFIRMED: 'CONFIRMED',
  WAITLISTED: 'WAITLISTED',
  CANCELLED: 'CANCELLED',
  ATTENDED: 'ATTENDED',
  NO_SHOW: 'NO_SHOW',
  DECLINED: 'DECLINED',
} as const;
export type RegistrationStatus = keyof typeof RegistrationStatus;

/** Statuses that take up one of the event's places. */
export const HOLDS_A_PLACE: readonly RegistrationStatus[] = ['CONFIRMED', 'ATTENDED'];

/** Statuses of who takes part or took part, or waits. */
export const TAKES_PART: readonly RegistrationStatus[] = ['CONFIRMED', 'WAITLISTED', 'ATTENDED', 'NO_SHOW'];

/** Who came is written down: the host has said its word. */
export const RECORDED: readonly RegistrationStatus[] = ['ATTENDED', 'NO_SHOW'];

export function isRecorded({ status }: { readonly status: RegistrationStatus }): boolean {
  return RECORDED.includes(status);
}
