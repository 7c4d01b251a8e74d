import type { EventStatus } from '../event-vocabulary.js';

interface Named {
  readonly id: string;
  readonly title: string;
  readonly status: EventStatus;
}

interface Session extends Named {
  readonly partOfId: string | null;
}

/** As many are named in one sentence. */
const MOST_NAMED = 5;

/**
 * Why drafts cannot be discarded, completing «id: …»; null where they can.
 * @param parts sessions of all of them
 * @param remembered ids of those, and of sessions, that somebody asked for a place on or about
 */
export function discardProblem(drafts: readonly Named[], parts: readonly Named[], remembered: readonly string[]): string | null {
  if (drafts.some(({ status }) => status !== 'DRAFT')) return 'must be a draft: what is announced is cancelled (cancelEvent)';
  const announced = parts.filter(({ status }) => status !== 'DRAFT');
  if (announced.length > 0) {
    return `has sessions that are announced, ${named(announced)}: make them events of their own first (updateEvent, partOfId: null), or publish this and cancel it (cancelEvent)`;
  }
  const known = [...drafts, ...parts].filter(({ id }) => remembered.includes(id));
  return known.length === 0 ? null : `was announced once, and people asked for places or put questions, ${named(known)}: publish it and cancel it (cancelEvent)`;
}

/** Why drafts cannot be announced, for people; null where they can. */
export function publishProblem(drafts: readonly Session[], wholes: readonly Named[]): string | null {
  for (const { title, partOfId } of drafts) {
    const whole = wholes.find(({ id, status }) => id === partOfId && status === 'CANCELLED');
    if (whole) return `«${title}» is a session of «${whole.title}», which was cancelled: make it an event of its own first (updateEvent, partOfId: null), or discard it (discardDraft).`;
  }
  return null;
}

function named(events: readonly Named[]): string {
  const more = events.length - MOST_NAMED;
  const titles = events.slice(0, MOST_NAMED).map(({ title }) => `«${title}»`).join(', ');
  return more > 0 ? `${titles} and ${more} more` : titles;
}
