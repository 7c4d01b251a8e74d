import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import { MAX_REPRESENTATIONS } from '#contract/limits.js';
import { memberOf } from '#roster/members.js';
import type { Roster } from '#roster/roster.js';
import { nodeError } from './failure.js';
import type { NodeAnswer, NodeCalls, NodeError, Path, Variables } from './graph-context.js';
import type { Splittable } from './split.js';

/** Errors that one node may add to one fetch. */
const MOST_ERRORS = 1_000;

type Representation = Readonly<Record<string, unknown>>;

/** Representations of one college, each once, and at which places of the request each of them stands. */
interface Share {
  readonly representations: Representation[];
  readonly places: number[][];
}

/** Gives the entities in the order of their representations, with an error at each field that is null for a reason. */
export async function fetchEntities(
  operation: Splittable,
  representations: readonly Representation[],
  variables: Variables,
  roster: Roster,
  nodes: NodeCalls,
): Promise<{ readonly entities: unknown[]; readonly errors: NodeError[] }> {
  const entities: unknown[] = representations.map(() => null);
  const errors: NodeError[] = [];
  const chunks = [...sharesOf(representations)].flatMap(([college, share]) => chunksOf(share).map((chunk) => [college, chunk] as const));
  await Promise.all(
    chunks.map(async ([college, chunk]) => {
      const given = memberOf(roster, college)
        ? await nodes.read(college, operation.text, { ...variables, representations: chunk.representations })
        : { data: null, errors: [nodeError(ErrorCode.NOT_FOUND, college, [])] };
      stitch(entities, chunk, given);
      if (given.errors.length > 0) errors.push(...errorsAt(chunk, given, operation, variables));
    }),
  );
  return { entities, errors };
}

/** Who owns an entity: a college its own, everything else the college in its id; '' where neither can be read. */
function ownerOf({ __typename, code, id }: Representation): string {
  if (__typename === 'College') return typeof code === 'string' ? code : '';
  return typeof id === 'string' ? (collegeOf(id) ?? '') : '';
}

function sharesOf(representations: readonly Representation[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  const known = new Map<string, number[]>();
  representations.forEach((representation, place) => {
    const college = ownerOf(representation);
    const identity = identityOf(representation);
    const places = known.get(identity);
    if (places) return void places.push(place);
    const share = shares.get(college) ?? { representations: [], places: [] };
    const first = [place];
    known.set(identity, first);
    share.representations.push(representation);
    share.places.push(first);
    shares.set(college, share);
  });
  return shares;
}

/** Two representations with the same text are the same entity. Most are a type and one key, which need no JSON. */
function identityOf(representation: Representation): string {
  const { __typename, id, code } = representation;
  const key = id ?? code;
  const isPlain = typeof key === 'string' && Object.keys(representation).length === 2;
  return isPlain ? `${String(__typename)} ${key}` : JSON.stringify(representation);
}

function chunksOf(share: Share): Share[] {
  if (share.places.length <= MAX_REPRESENTATIONS) return [share];
  const chunks: Share[] = [];
  for (let start = 0; start < share.places.length; start += MAX_REPRESENTATIONS) {
    const end = start + MAX_REPRESENTATIONS;
    chunks.push({ representations: share.representations.slice(start, end), places: share.places.slice(start, end) });
  }
  return chunks;
}

/** A repeat gets a copy: the gateway merges later answers into what it was given. */
function stitch(entities: unknown[], { places }: Share, { data }: NodeAnswer): void {
  const rows: unknown = data?.['_entities'];
  if (!Array.isArray(rows)) return;
  for (const [index, at] of places.entries()) {
    const row: unknown = rows[index];
    for (const [repeat, place] of at.entries()) entities[place] = repeat === 0 ? row : copyOf(row);
  }
}

/** A copy of JSON; texts are shared, so that a long one that many places repeat is there once. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

/**
 * The node's errors at every place they affect. One that speaks of a whole entity is given at each field asked of it,
 * one without a path everywhere, and where there is no data at all, any one: so they are bounded here, where they multiply.
 */
function errorsAt({ representations, places }: Share, { data, errors }: NodeAnswer, operation: Splittable, variables: Variables): NodeError[] {
  const placed: NodeError[] = [];
  for (const error of errors) {
    const [, index, ...rest] = error.path;
    for (const each of typeof index === 'number' && data !== null ? [index] : places.keys()) {
      const inside = rest.length > 0 && each === index ? [rest] : everyField(operation, variables, representations[each]);
      for (const place of places[each] ?? []) {
        for (const path of inside) {
          if (placed.length >= MOST_ERRORS) return placed;
          placed.push({ ...error, path: ['_entities', place, ...path] });
        }
      }
    }
  }
  return placed;
}

/** Where an entity fetch puts what is said of a whole entity: at each field that it asks of it. */
export function everyField(operation: Splittable, variables: Variables, representation: Representation | undefined): Path[] {
  const keys = operation.entityKeys(String(representation?.['__typename']), variables);
  return keys.length > 0 ? keys.map((key) => [key]) : [[]];
}
