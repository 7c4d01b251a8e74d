import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { z } from 'zod';
import { badInput } from '../graph/domain-error.js';

/** The place of a question among an event's. */
export interface QuestionPlace {
  readonly votes: number;
  readonly id: string;
}

/** Beyond it PostgreSQL has no integers. */
const LAST = 2 ** 31 - 1;

const shape = z.tuple([z.int().min(0).max(LAST), z.uuid()]);

export function questionCursor({ votes, id }: QuestionPlace): string {
  return encodeCursor(JSON.stringify([votes, id]));
}

/** @throws DomainError BAD_USER_INPUT for what `questionCursor` did not make */
export function parseQuestionCursor(cursor: string): QuestionPlace {
  try {
    const [votes, id] = shape.parse(JSON.parse(decodeCursor(cursor)));
    return { votes, id };
  } catch {
    throw badInput('after', 'is not a cursor that this list gave');
  }
}
