import type { GraphQLFormattedError } from 'graphql';
import type { PlainObject } from './representing.js';

type Path = readonly (string | number)[];

/**
 * A subgraph's errors at their places in the client's answer: an error of an entity stands where that entity is. The gateway's
 * executor counts entities that it did not ask for, too, and so misses the place where one before it was lost.
 * @param path of the fetch, `@` being each item of a list
 * @param asked the objects whose representations were sent, in their order; null for a fetch of no entities
 * @param gathered all that the plan has so far
 */
export function placedErrors(
  errors: readonly GraphQLFormattedError[],
  path: readonly string[],
  asked: readonly PlainObject[] | null,
  gathered: PlainObject,
): GraphQLFormattedError[] {
  let places: ReadonlyMap<unknown, Path> | undefined;
  return errors.map(({ message, path: inside, extensions }) => {
    const at = inside?.[1];
    if (!inside) return { message, extensions };
    if (!asked || typeof at !== 'number') return { message, path: [...path, ...inside], extensions };
    places ??= placesOf(gathered, path);
    return { message, path: [...(places.get(asked[at]) ?? []), ...inside.slice(2)], extensions };
  });
}

/** Where the objects at a plan's path are. */
function placesOf(gathered: PlainObject, path: readonly string[]): ReadonlyMap<unknown, Path> {
  const places = new Map<unknown, Path>();
  const walk = (value: unknown, position: number, place: Path): void => {
    const step = path[position];
    if (value === null || value === undefined) return;
    if (step === undefined) places.set(value, place);
    else if (Array.isArray(value)) value.forEach((item, index) => walk(item, position + 1, [...place, index]));
    else walk((value as PlainObject)[step], position + 1, [...place, step]);
  };
  walk(gathered, 0, []);
  return places;
}
