import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import { MAX_REPRESENTATIONS } from '#contract/limits.js';
import type { Roster } from '#roster/roster.js';
import { nodeError } from './failure.js';
import type { NodeAnswer, NodeCalls, NodeError, Variables } from './graph-context.js';

type Representation = Readonly<Record<string, unknown>>;

/** Representations of one college, each once, and at which places of the request each of them stands. */
interface Share {
  readonly representations: Representation[];
  readonly places: number[][];
}

/** Gives the entities in the order of their representations, with an error at each place that has none. */
export async function fetchEntities(
  document: string,
  representations: readonly Representation[],
  variables: Variables,
  roster: Roster,
  nodes: NodeCalls,
): Promise<{ readonly entities: unknown[]; readonly errors: NodeError[] }> {
  const entities: unknown[] = representations.map(() => null);
  const errors: NodeError[] = [];
  await Promise.all(
    [...sharesOf(representations)].map(async ([college, share]) => {
      if (!roster.colleges.some(({ code }) => code === college)) return addUnknown(errors, share, college);
      await Promise.all(
        chunksOf(share).map(async (chunk) => {
          const answer = await nodes.read(college, document, { ...variables, representations: chunk.representations });
          stitch(entities, errors, chunk, answer);
        }),
      );
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
function stitch(entities: unknown[], errors: NodeError[], { places }: Share, { data, errors: given }: NodeAnswer): void {
  const rows = data?.['_entities'];
  if (Array.isArray(rows)) {
    places.forEach((at, index) => {
      at.forEach((place, repeat) => (entities[place] = repeat === 0 ? rows[index] : structuredClone(rows[index])));
    });
  }
  for (const error of given) {
    const [, index, ...rest] = error.path;
    const affected = typeof index === 'number' ? (places[index] ?? []) : places.flat();
    for (const place of affected) errors.push({ ...error, path: ['_entities', place, ...rest] });
  }
}

function addUnknown(errors: NodeError[], { places }: Share, college: string): void {
  for (const place of places.flat()) errors.push(nodeError(ErrorCode.NOT_FOUND, college, ['_entities', place]));
}
