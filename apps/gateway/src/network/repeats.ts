import type { GraphQLFormattedError } from 'graphql';

type Representation = Readonly<Record<string, unknown>>;

/** Representations of an entity fetch, each college once, and at which of these each place of the request stands. */
export interface Distinct {
  readonly representations: readonly Representation[];
  readonly indexes: readonly number[];
}

/** Hundreds of registrations have a few dozen homes: a college that is asked for again is not answered again. */
export function distinctOf(representations: readonly Representation[]): Distinct {
  const distinct: Representation[] = [];
  const byCode = new Map<string, number>();
  const indexes = representations.map((representation) => {
    const code = codeAlone(representation);
    const known = code === null ? undefined : byCode.get(code);
    if (known !== undefined) return known;
    distinct.push(representation);
    if (code !== null) byCode.set(code, distinct.length - 1);
    return distinct.length - 1;
  });
  return { representations: distinct, indexes };
}

/**
 * Puts an answer to distinct representations at every place; each gets an object of its own, for the gateway merges later
 * answers into it. What `network` says of a college is scalars, so a shallow copy is whole.
 */
export function atEveryPlace(entities: readonly unknown[], { indexes }: Distinct): unknown[] {
  return indexes.map((index) => {
    const entity = entities[index];
    return typeof entity === 'object' && entity !== null ? { ...entity } : entity;
  });
}

/** The same errors with the places of the request; one that names no entity stays as it is. */
export function errorsAtEveryPlace(errors: readonly GraphQLFormattedError[], { indexes }: Distinct): GraphQLFormattedError[] {
  return errors.flatMap((error) => {
    const [root, at, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof at !== 'number') return [error];
    return indexes.flatMap((index, place) => (index === at ? [{ ...error, path: [root, place, ...rest] }] : []));
  });
}

function codeAlone(representation: Representation): string | null {
  const { __typename, code } = representation;
  const isPlain = __typename === 'College' && typeof code === 'string' && Object.keys(representation).length === 2;
  return isPlain ? code : null;
}
