import { ErrorCode } from '#contract/error-codes.js';
import type { Variables } from './graph-context.js';

/** What is wrong at one place of an answer; the path is written from the inside out, as the answer is left. */
export interface Flaw {
  readonly code: ErrorCode;
  readonly path: (string | number)[];
}

/** A hostile answer can hold a million flaws; more than these would cost time and tell nobody anything. */
const MOST_FLAWS = 1_000;

/** One answer on its way in: whose it is, and what was wrong with it so far. */
export class Shaping {
  /** The first of them, with their places. */
  readonly flaws: Flaw[] = [];
  /** How many there were, also beyond those that are kept. */
  found = 0;
  /** Of each list that rows have left: where its rows are now, by where the node gave them; null for those that left. */
  readonly moved = new Map<unknown, readonly (number | null)[]>();

  /** @param variables what the operation was sent with, defaults too */
  constructor(
    readonly college: string,
    readonly variables: Variables,
  ) {}

  note(code: ErrorCode): void {
    this.found += 1;
    if (this.flaws.length < MOST_FLAWS) this.flaws.push({ code, path: [] });
  }
}

/** A value that cannot stand where it is: null takes its place, or its parent's where null is not allowed. */
export const BROKEN = Symbol('broken');

/** A row that is not the node's own: it disappears from a list, and is null elsewhere. */
export const FOREIGN = Symbol('foreign');

/** Gives what may be passed on of a value that a node answered. A flaw is noted only where there is one. */
export type Shape = (value: unknown, shaping: Shaping) => unknown;

/** Notes a flaw, and gives what stands for the value that has it. */
export function broken(shaping: Shaping, code: ErrorCode = ErrorCode.NODE_BAD_ANSWER): typeof BROKEN {
  shaping.note(code);
  return BROKEN;
}

/** Null stays null, and whatever cannot stand becomes null here; what was asked for and is not there at all is a flaw. */
export function shapeNullable(shape: Shape): Shape {
  return (value, shaping) => {
    if (value === null) return null;
    if (value === undefined) {
      broken(shaping);
      return null;
    }
    const shaped = shape(value, shaping);
    return shaped === BROKEN || shaped === FOREIGN ? null : shaped;
  };
}

/** Null cannot stand here, and neither can a foreign row. */
export function shapeNonNull(shape: Shape): Shape {
  return (value, shaping) => {
    if (value === null || value === undefined) return broken(shaping);
    const shaped = shape(value, shaping);
    return shaped === FOREIGN ? BROKEN : shaped;
  };
}

/** Far above a page (MAX_PAGE); whatever is longer was not asked for. */
const LONGEST_LIST = 1_000;

/**
 * A list; foreign rows leave it where they cannot be null. That they did is said of the list, once: a client finds none of them
 * in it, and what is said of the other rows stands where they are now.
 */
export function shapeList(shapeItem: Shape, itemsMayBeNull: boolean): Shape {
  return (value, shaping) => {
    if (!Array.isArray(value) || value.length > LONGEST_LIST) return broken(shaping);
    const items: unknown[] = [];
    const { flaws } = shaping;
    const places: (number | null)[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const before = flaws.length;
      const item = value[index] === null && !itemsMayBeNull ? broken(shaping) : shapeItem(value[index], shaping);
      if (item === FOREIGN) {
        const isFirst = places.length === items.length;
        const [reason] = flaws.splice(before).slice(-1);
        if (reason && isFirst) flaws.push({ code: reason.code, path: [] });
        places.push(null);
        continue;
      }
      if (flaws.length > before) prepend(flaws, before, items.length);
      if (item === BROKEN) return BROKEN;
      places.push(items.push(item) - 1);
    }
    if (items.length < places.length) shaping.moved.set(value, places);
    return items;
  };
}

/** Writes one more step in front of the paths of the flaws that were found since. */
export function prepend(flaws: readonly Flaw[], since: number, step: string | number): void {
  for (let index = since; index < flaws.length; index += 1) flaws[index]?.path.unshift(step);
}
