import { NotOrdinary } from './not-ordinary.js';
import type { PlainObject } from './representing.js';

/** The objects at a path of a plan, `@` being each item of a list; null ends a path. */
export function collectAt(root: PlainObject, path: readonly string[]): PlainObject[] {
  const found: PlainObject[] = [];
  collect(root, path, 0, found);
  return found;
}

function collect(value: unknown, path: readonly string[], position: number, found: PlainObject[]): void {
  if (value === null || value === undefined) return;
  const step = path[position];
  if (step === '@') {
    if (!Array.isArray(value)) throw new NotOrdinary('no list');
    for (const item of value) collect(item, path, position + 1, found);
  } else if (typeof value !== 'object' || Array.isArray(value)) {
    throw new NotOrdinary('no object');
  } else if (step === undefined) {
    found.push(value as PlainObject);
  } else {
    collect((value as PlainObject)[step], path, position + 1, found);
  }
}

/** Adds an answer to what was gathered at its place: what both have is merged, the later answer wins. */
export function mergeInto(target: PlainObject, source: unknown): void {
  if (!isObject(source)) return;
  for (const key of Object.keys(source)) {
    const value = source[key];
    const there = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === undefined) continue;
    if (isObject(there) && isObject(value)) mergeInto(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) mergeItems(there, value);
    else target[key] = value;
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (const [index, value] of source.entries()) {
    const there = target[index];
    if (isObject(there) && isObject(value)) mergeInto(there, value);
    else target[index] = value;
  }
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
