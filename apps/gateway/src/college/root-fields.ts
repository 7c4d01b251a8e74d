import { isNonNullType } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import type { Contract } from './contract.js';
import { nodeError } from './failure.js';
import type { GraphContext, NodeAnswer, NodeError, Variables } from './graph-context.js';
import type { RootField, Splittable } from './split.js';

/** Which node answers a root field: one, none (a visitor has no college), or one that the id does not name. */
export type Destination =
  | { readonly kind: 'node'; readonly college: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown'; readonly id: string };

/**
 * Finds the destination by the contract's rules.
 * @throws Error for a field without a rule, which a test of the contract keeps from happening
 */
export function destinationOf(
  field: RootField,
  operation: Splittable,
  variables: Variables,
  { actor, roster }: Pick<GraphContext, 'actor' | 'roster'>,
  { rules }: Contract,
): Destination {
  const rule = rules[field.name];
  if (rule?.by === 'actor') return actor ? { kind: 'node', college: actor.college } : { kind: 'nobody' };
  if (rule?.by !== 'owner') throw new Error(`The contract has no rule that sends "${field.name}" to one node.`);
  const id = String(operation.argument(field, rule.argument, variables));
  const college = collegeOf(id);
  const isKnown = roster.colleges.some(({ code }) => code === college);
  return college !== null && isKnown ? { kind: 'node', college } : { kind: 'unknown', id };
}

/** What came back for some root fields of one operation. */
export interface RootAnswer {
  readonly data: Record<string, unknown>;
  readonly errors: NodeError[];
}

/** Adds one node's answer: its fields, and an error at each of them that it says nothing else of. */
export function addAnswer(into: RootAnswer, fields: readonly RootField[], answer: NodeAnswer, college: string, contract: Contract): void {
  const without = answer.errors.filter(({ path }) => path.length === 0);
  into.errors.push(...answer.errors.filter(({ path }) => path.length > 0));
  for (const { key, name } of fields) {
    const value = answer.data?.[key];
    if (value === undefined && answer.data !== null) continue;
    into.data[key] = value ?? null;
    if (value !== null && value !== undefined) continue;
    if (answer.data === null) into.errors.push(...without.map((error) => ({ ...error, path: [key] })));
    else if (meansNotFound(name, key, answer, contract)) into.errors.push(nodeError(ErrorCode.NOT_FOUND, college, [key]));
  }
}

/** A thing asked for by its id that is null without a reason: GraphQL would let that pass in silence. */
function meansNotFound(name: string, key: string, { errors }: NodeAnswer, { rules, schema }: Contract): boolean {
  const type = schema.getQueryType()?.getFields()[name]?.type;
  const byId = rules[name]?.by === 'owner' && type !== undefined && !isNonNullType(type);
  return byId && !errors.some(({ path }) => path[0] === key);
}

/** An id that names no college of the network: no node is asked. */
export function addUnknown(into: RootAnswer, { key }: RootField, id: string): void {
  into.data[key] = null;
  const message = `There is nothing with the id "${id.slice(0, LONGEST_ID)}", or you may not see it.`;
  into.errors.push({ message, path: [key], extensions: { code: ErrorCode.NOT_FOUND } });
}

/** Something that only a signed-in person can do, asked for by a visitor. */
export function addUnauthenticated(into: RootAnswer, { key }: RootField): void {
  into.data[key] = null;
  into.errors.push({ message: 'Sign in to do this.', path: [key], extensions: { code: ErrorCode.UNAUTHENTICATED } });
}

const LONGEST_ID = 100;
