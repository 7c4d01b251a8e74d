import type { Actor } from '#identity/actor.js';
import { isCuratorOf } from '../../college/standing.js';

export const coHostPolicy = {
  /** Whom the actor answers for when a host asks to hold an event together: a partner’s curator for their own college. */
  answersFor: (host: string, actor: Actor | null): string | null =>
    actor !== null && actor.college !== host && isCuratorOf(actor.college, actor) ? actor.college : null,
};
