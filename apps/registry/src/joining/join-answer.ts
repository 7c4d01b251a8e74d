import type { Check, JoinAnswer } from '#membership/answers.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';

/** What a machine is told of its college, and of what was looked at. */
export function joinAnswer({ code, name, shortName, status }: MembershipEntity, checks: Check[]): JoinAnswer {
  return { college: { code, name, shortName }, status, checks };
}
