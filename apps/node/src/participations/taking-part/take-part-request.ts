import { createHash } from 'node:crypto';
import { parseGlobalId } from '#contract/ids.js';
import type { EventFormat } from '../../events/event-vocabulary.js';
import { badInput } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';

const LONGEST_KEY = 200;

/** The contract's TakePartInput. */
export interface TakePartAsked {
  readonly eventId: string;
  readonly format?: EventFormat | null;
  readonly idempotencyKey: string;
}

/** What is asked for, read. */
export interface TakePartRequest {
  /** Code of the college whose event it is. */
  readonly host: string;
  readonly eventUuid: string;
  readonly format: EventFormat | null;
  readonly key: string;
  /** The same for what asks for the same. */
  readonly fingerprint: string;
}

/** @throws DomainError BAD_USER_INPUT naming what cannot be used */
export function takePartRequest({ eventId, format = null, idempotencyKey }: TakePartAsked): TakePartRequest {
  const event = parseGlobalId(eventId);
  if (!event) throw badInput('input.eventId', 'must be the id of an event');
  return {
    host: event.college,
    eventUuid: event.uuid,
    format,
    key: lineOf(idempotencyKey, 'input.idempotencyKey', LONGEST_KEY),
    fingerprint: createHash('sha256').update(JSON.stringify([event.college, event.uuid, format])).digest('base64url'),
  };
}
