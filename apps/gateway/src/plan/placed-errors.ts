import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLFormattedError } from 'graphql';
import type { PlainObject } from './representing.js';

type Path = readonly (string | number)[];

/**
 * A subgraph's errors at their places in the client's answer, which are those that the gateway's executor gives: an error
 * of an entity stands where that entity is.
 * @param path of the fetch, `@` being each item of a list
 * @param gathered all that the plan has so far
 */
export function placedErrors(
  errors: readonly GraphQLFormattedError[],
  { requires }: Pick<FetchNode, 'requires'>,
  path: readonly string[],
  gathered: PlainObject,
): GraphQLFormattedError[] {
  let entities: Path[] | undefined;
  return errors.map(({ message, path: inside, extensions }) => {
    const at = inside?.[1];
    if (!inside) return { message, extensions };
    if (!requires || typeof at !== 'number') return { message, path: [...path, ...inside], extensions };
    entities ??= placesOf(gathered, path);
    return { message, path: [...(entities[at] ?? []), ...inside.slice(2)], extensions };
  });
}

/** Where the objects at a plan's path are. */
function placesOf(gathered: PlainObject, path: readonly string[]): Path[] {
  const places: Path[] = [];
  const walk = (value: unknown, position: number, place: Path): void => {
    const step = path[position];
    if (value === null || value === undefined) return;
    if (step === undefined) places.push(place);
    else if (Array.isArray(value)) value.forEach((item, index) => walk(item, position + 1, [...place, index]));
    else walk((value as PlainObject)[step], position + 1, [...place, step]);
  };
  walk(gathered, 0, []);
  return places;
}
