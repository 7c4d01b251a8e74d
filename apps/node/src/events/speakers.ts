import { SPEAKER_TEXT } from '#contract/limits.js';
import { badInput } from '../graph/domain-error.js';
import { lineOf } from '../graph/input-text.js';
import type { Speaker } from './event-vocabulary.js';

const MOST_SPEAKERS = 50;

/** The contract's SpeakerInput. */
export interface SpeakerAsked {
  readonly name: string;
  readonly position?: string | null;
  readonly organisation?: string | null;
  readonly topic?: string | null;
}

/** @throws DomainError BAD_USER_INPUT naming what cannot be kept */
export function speakersOf(asked: readonly SpeakerAsked[]): Speaker[] {
  if (asked.length > MOST_SPEAKERS) throw badInput('input.speakers', `must have at most ${MOST_SPEAKERS} entries`);
  return asked.map(({ name, position, organisation, topic }) => ({
    name: lineOf(name, 'input.speakers.name', SPEAKER_TEXT.name),
    position: position ? lineOf(position, 'input.speakers.position', SPEAKER_TEXT.position) : null,
    organisation: organisation ? lineOf(organisation, 'input.speakers.organisation', SPEAKER_TEXT.organisation) : null,
    topic: topic ? lineOf(topic, 'input.speakers.topic', SPEAKER_TEXT.topic) : null,
  }));
}
