import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EventField, EventValues, SaidValues } from './event-values.js';

/** Longest value that is its own fingerprint: a hash is longer, and takes its time. */
const SHORT = 40;

/** By field a fingerprint of a value. */
export type Marks = Readonly<Record<string, string>>;

export interface Merged {
  /** What the event is to have. */
  readonly values: EventValues;
  /** Changed at the college since, and not in the file: they stay. */
  readonly left: readonly EventField[];
  /** Changed at the college since, and in the file otherwise: nobody but people can tell which is meant. */
  readonly clashes: readonly EventField[];
  /** What the next import is compared with. */
  readonly marks: Marks;
}

/**
 * What comes of an event and of a row that speaks of it.
 * @param last what the import before went by; null where there was none
 */
export function merged(said: SaidValues, now: EventValues, last: Marks | null): Merged {
  const fields = fieldsOf(now);
  const others = fields.filter((field) => said[field] !== undefined && !isDeepStrictEqual(said[field], now[field]));
  const changed = others.filter((field) => isChanged(now, field, last));
  const clashes = changed.filter((field) => markOf(said[field]) !== last?.[field]);
  const taken = others.filter((field) => !changed.includes(field));
  const values = { ...now, ...Object.fromEntries(taken.map((field) => [field, said[field]])) };
  const saidFields = fields.filter((field) => said[field] !== undefined);
  const unheard = fields.filter((field) => said[field] === undefined && last?.[field] === undefined);
  return { values, left: changed.filter((field) => !clashes.includes(field)), clashes, marks: { ...marksOf(values, unheard), ...last, ...marksOf(said, saidFields) } };
}

/** Fingerprints of these fields. */
export function marksOf(values: SaidValues, fields: readonly EventField[]): Marks {
  return Object.fromEntries(fields.map((field) => [field, markOf(values[field])]));
}

function isChanged(now: EventValues, field: EventField, last: Marks | null): boolean {
  const mark = last?.[field];
  return mark !== undefined && mark !== markOf(now[field]);
}

function fieldsOf(values: EventValues): EventField[] {
  return Object.keys(values).filter((key): key is EventField => key in values);
}

function markOf(value: EventValues[EventField] | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= SHORT ? text : hash('sha256', text, 'base64url');
}
