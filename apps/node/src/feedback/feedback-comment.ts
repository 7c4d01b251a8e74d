/** What somebody who attended wrote. */
export interface FeedbackComment {
  readonly id: string;
  readonly eventId: string;
  readonly text: string;
}
