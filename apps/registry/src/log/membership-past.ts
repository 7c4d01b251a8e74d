import type { Decision } from './log-entry.entity.js';

/** What the log tells of a college. */
export interface Past {
  /** Suspended, and not approved anew since: leaving ends no suspension. */
  readonly isSuspended: boolean;
  /** Until when it was last a member; null for one that never was, and for one that is. */
  readonly memberUntil: Date | null;
}

/** What the past of a college is read from. */
export const TELLING = ['FOUNDED', 'MADE_MEMBER', 'SUSPENDED', 'LEFT'] as const satisfies readonly Decision[];

/** @param entries those of one college, the first first */
export function pastIn(entries: readonly { readonly decision: Decision; readonly at: Date }[]): Past {
  let isSuspended = false;
  let isMember = false;
  let memberUntil: Date | null = null;
  for (const { decision, at } of entries) {
    if (decision === 'LEFT') {
      if (isMember && !isSuspended) memberUntil = at;
      isMember = false;
    } else if (decision === 'SUSPENDED') {
      isSuspended = true;
    } else if (decision === 'FOUNDED' || decision === 'MADE_MEMBER') {
      isSuspended = false;
      isMember = true;
      memberUntil = null;
    }
  }
  return { isSuspended, memberUntil };
}
