import { isDeepStrictEqual } from 'node:util';
import type { Fingerprint } from './fingerprints.js';

/** By field a fingerprint of a value. */
export type Marks = Readonly<Record<string, string>>;

/** What a row says; what it says nothing of is undefined. */
export type Said<Values> = { readonly [Field in keyof Values]: Values[Field] | undefined };

type FieldOf<Values> = Extract<keyof Values, string>;

export interface Merged<Values> {
  /** What the college is to have. */
  readonly values: Values;
  /** Changed at the college since, and not in the file: they stay. */
  readonly left: readonly FieldOf<Values>[];
  /** Changed at the college since, and in the file otherwise: nobody but people can tell which is meant. */
  readonly clashes: readonly FieldOf<Values>[];
  /** What the next import is compared with. */
  readonly marks: Marks;
}

/**
 * What comes of what the college has and of a row that speaks of it.
 * @param last what the import before went by; null where there was none
 */
export function merged<Values extends object>(said: Said<Values>, now: Values, last: Marks | null, markOf: Fingerprint): Merged<Values> {
  const fields = fieldsOf(now);
  const others = fields.filter((field) => said[field] !== undefined && !isDeepStrictEqual(said[field], now[field]));
  const changed = others.filter((field) => last?.[field] !== undefined && last[field] !== markOf(now[field]));
  const clashes = changed.filter((field) => markOf(said[field]) !== last?.[field]);
  const taken = others.filter((field) => !changed.includes(field));
  const values = { ...now, ...Object.fromEntries(taken.map((field) => [field, said[field]])) };
  const saidFields = fields.filter((field) => said[field] !== undefined);
  const unheard = fields.filter((field) => said[field] === undefined && last?.[field] === undefined);
  return {
    values,
    left: changed.filter((field) => !clashes.includes(field)),
    clashes,
    marks: { ...marksOf(values, unheard, markOf), ...last, ...marksOf(said, saidFields, markOf) },
  };
}

/** Fingerprints of these fields. */
export function marksOf<Values extends object>(values: Said<Values>, fields: readonly FieldOf<Values>[], markOf: Fingerprint): Marks {
  return Object.fromEntries(fields.map((field) => [field, markOf(values[field])]));
}

function fieldsOf<Values extends object>(values: Values): FieldOf<Values>[] {
  return Object.keys(values).filter((key): key is FieldOf<Values> => key in values);
}
