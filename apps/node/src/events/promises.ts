import type { EventEntity } from './event.entity.js';
import { eventPolicy } from './event.policy.js';

type Promised = Pick<EventEntity, 'format' | 'audience'>;

/** What of an announced event may not change so: whom it was announced to still knows of it, and takes part as they chose. */
export function brokenPromises(before: Promised, after: Promised): ('format' | 'audience')[] {
  return [
    ...(before.format === after.format ? [] : ['format' as const]),
    ...(eventPolicy.keepsAudience(before.audience, after.audience) ? [] : ['audience' as const]),
  ];
}
