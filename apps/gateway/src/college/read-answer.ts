import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure, nodeError } from './failure.js';
import type { NodeAnswer, NodeError, Path, Variables } from './graph-context.js';
import type { Operation } from './operation.js';
import { lackingInput } from './lacking-inputs.js';
import { BROKEN, FOREIGN, Shaping, broken, prepend } from './shape-value.js';
import { spokenSentence } from './spoken-sentence.js';

const MOST_ERRORS = 1_000;
const LONGEST_PATH = 50;
const LONGEST_NAME = 100;

/** Codes that a node may give; its sentence goes with them, and the college's name. Any other is its own affair and is masked. */
const SPOKEN: ReadonlySet<unknown> = new Set([
  ErrorCode.NOT_FOUND,
  ErrorCode.UNAUTHENTICATED,
  ErrorCode.FORBIDDEN,
  ErrorCode.BAD_USER_INPUT,
  ErrorCode.BUSY,
]);

/** What a node answered to one operation, before anything in it is believed. */
export interface RawAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Takes one GraphQL answer (§7.1) out of JSON.
 * @throws NodeFailure NODE_BAD_ANSWER when it is none
 */
export function rawAnswer(json: unknown): RawAnswer {
  if (!isObject(json)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'not a GraphQL answer');
  const data = json['data'];
  const errors = json['errors'];
  if (!isObject(data) && !Array.isArray(errors)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'neither data nor errors');
  return { data: isObject(data) ? data : null, errors: Array.isArray(errors) ? errors.slice(0, MOST_ERRORS).filter(isObject) : [] };
}

/** Whether there is anything in it that a client may be told: data, or a reason. */
export function saysSomething({ data, errors }: RawAnswer): boolean {
  return data !== null || errors.some(({ extensions }) => isObject(extensions) && isSpoken(extensions['code']));
}

/** Shapes an answer, and says of every place that has nothing why. */
export function readAnswer(raw: RawAnswer, operation: Operation, variables: Variables, college: string): NodeAnswer {
  if (raw.data === null) {
    const errors = spokenErrors(raw.errors, college);
    return { data: null, errors: errors.length > 0 ? errors : [nodeError(ErrorCode.NODE_BAD_ANSWER, college, [])] };
  }
  const shaping = new Shaping(college, { ...operation.defaults, ...variables });
  const data = operation.asksForEntities
    ? { _entities: shapeEntities(raw, operation, variables, shaping) }
    : operation.shape(raw.data, shaping);
  const errors = spokenErrors(shaping.moved.size > 0 ? raw.errors.map((error) => errorWhereRowsAre(error, raw.data, shaping)) : raw.errors, college);
  for (const { code, path } of shaping.flaws) errors.push(nodeError(code, college, path));
  return { data: data === BROKEN || data === FOREIGN ? null : (data as Record<string, unknown>), errors };
}

function shapeEntities({ data, errors }: RawAnswer, operation: Operation, variables: Variables, shaping: Shaping): unknown[] {
  const representations = variables['representations'];
  const asked: readonly Readonly<Record<string, unknown>>[] = Array.isArray(representations) ? representations : [];
  const given = data?.['_entities'];
  if (!Array.isArray(given) || given.length !== asked.length) {
    return asked.map((_representation, index) => {
      broken(shaping);
      prepend(shaping.flaws, index, index);
      prepend(shaping.flaws, index, '_entities');
      return null;
    });
  }
  return asked.map((representation, index) => {
    const { found } = shaping;
    const since = shaping.flaws.length;
    const entity = shapeEntity(representation, given[index], operation, shaping);
    if (entity === null && shaping.found === found && !errors.some((error) => isAt(error['path'], index))) {
      broken(shaping, ErrorCode.NOT_FOUND);
    }
    if (shaping.flaws.length > since) {
      prepend(shaping.flaws, since, index);
      prepend(shaping.flaws, since, '_entities');
    }
    return entity;
  });
}

/** A node that answers with another row than the one asked for is as wrong as one that answers for another node. */
function shapeEntity(asked: Readonly<Record<string, unknown>>, value: unknown, operation: Operation, shaping: Shaping): unknown {
  if (value === null) return null;
  const shape = operation.entityShape(String(asked['__typename']));
  const entity = shape ? shape(value, shaping) : broken(shaping);
  if (entity === BROKEN || entity === FOREIGN) return null;
  if (isObject(entity) && isAnotherRow(entity['id'], asked['id'], shaping.college)) {
    broken(shaping);
    return null;
  }
  return entity;
}

/** The answer's `id` may be a client's alias for something else, so only what looks like an id of this node counts. */
function isAnotherRow(given: unknown, asked: unknown, college: string): boolean {
  return typeof given === 'string' && typeof asked === 'string' && given !== asked && given.startsWith(`${college}:`);
}

function isAt(path: unknown, index: number): boolean {
  return Array.isArray(path) && path[1] === index;
}

/** What a node says of a row is said where the row is now, and of the list where it has left that. */
function errorWhereRowsAre(error: Readonly<Record<string, unknown>>, data: unknown, { moved }: Shaping): Readonly<Record<string, unknown>> {
  const { path } = error;
  if (!isPath(path)) return error;
  const now: (string | number)[] = [];
  let value = data;
  for (const step of path) {
    const places = moved.get(value);
    const place = places && typeof step === 'number' ? (places[step] ?? null) : step;
    if (place === null) break;
    now.push(place);
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Readonly<Record<string | number, unknown>>)[step] : undefined;
  }
  return { ...error, path: now };
}

/** The same thing said of the same place is said once. */
function spokenErrors(errors: RawAnswer['errors'], college: string): NodeError[] {
  if (errors.length === 0) return [];
  const spoken = new Map<string, NodeError>();
  for (const given of errors) {
    const error = spokenError(given, college);
    spoken.set(`${error.path.join('.')} ${error.extensions.code} ${error.message}`, error);
  }
  return [...spoken.values()];
}

function spokenError({ message, path, extensions }: Readonly<Record<string, unknown>>, college: string): NodeError {
  const code = isObject(extensions) ? extensions['code'] : undefined;
  const at = isPath(path) ? path : [];
  if (typeof message === 'string' && lackingInput(message)) return nodeError(ErrorCode.CONTRACT_SKEW, college, at);
  if (!isSpoken(code) || typeof message !== 'string') return nodeError(ErrorCode.NODE_BAD_ANSWER, college, at);
  // Whoever reads that they are not signed in does what they are told: by us.
  return nodeError(code, college, at, code === ErrorCode.UNAUTHENTICATED ? undefined : spokenSentence(message));
}

function isSpoken(code: unknown): code is ErrorCode {
  return SPOKEN.has(code);
}

/** Bounded, for an error is repeated wherever the entity that it speaks of is. */
function isPath(path: unknown): path is Path {
  return Array.isArray(path) && path.length <= LONGEST_PATH && path.every(isStep);
}

function isStep(step: unknown): boolean {
  return typeof step === 'number' || (typeof step === 'string' && step.length <= LONGEST_NAME);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

