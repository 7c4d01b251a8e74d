/** Places kept for a partner, and how many of them its volunteers hold. */
export interface RemotePlaces {
  readonly eventId: string;
  readonly collegeCode: string;
  readonly places: number;
  readonly taken: number;
}
