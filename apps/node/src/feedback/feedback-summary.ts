import { feedbackPolicy } from './feedback.policy.js';
import type { Ten } from './feedback.repository.js';

export interface FeedbackSummary {
  readonly answers: number;
  readonly average: number | null;
}

/** What an event's tens come to: the average is of whole ones. */
export function feedbackSummary(tens: readonly Ten[]): FeedbackSummary {
  const answers = total(tens, ({ answers: of }) => of);
  const covered = tens.filter(({ ten }) => ten < feedbackPolicy.tensCovered(answers));
  const average = total(covered, ({ sum }) => sum) / total(covered, ({ answers: of }) => of);
  return { answers, average: covered.length === 0 ? null : Math.round(average * 10) / 10 };
}

function total(tens: readonly Ten[], amountOf: (ten: Ten) => number): number {
  return tens.reduce((sum, ten) => sum + amountOf(ten), 0);
}
