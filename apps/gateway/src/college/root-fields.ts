import { isNonNullType } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import { memberOf } from '#roster/members.js';
import type { Contract } from './contract.js';
import { nodeError } from './failure.js';
import type { GraphContext, NodeAnswer, NodeError, Variables } from './graph-context.js';
import type { RootField, Splittable } from './split.js';

const LONGEST_ID = 100;

/** A root field with the college whose node answers it. */
export interface Routed {
  readonly field: RootField;
  readonly college: string;
}

/**
 * Finds the node for each root field by the contract's rules. What no node can answer is answered here.
 * @throws Error for a field without a rule, which a test of the contract keeps from happening
 */
export function route(
  operation: Splittable,
  variables: Variables,
  { actor, roster }: Pick<GraphContext, 'actor' | 'roster'>,
  { rules, schema }: Contract,
  into: RootAnswer,
): Routed[] {
  return operation.rootFields(variables).flatMap((field) => {
    const { key, name } = field;
    const rule = rules[name];
    if (name === '__typename') {
      into.data[key] = schema.getRootType(operation.type)?.name;
    } else if (rule?.by === 'actor') {
      if (actor) return [{ field, college: actor.college }];
      into.data[key] = null;
      if (operation.isMutation) into.errors.push(unauthenticated(key));
    } else if (rule?.by === 'owner') {
      const id = String(operation.argument(field, rule.argument, variables));
      const college = collegeOf(id);
      if (college !== null && memberOf(roster, college)) return [{ field, college }];
      into.data[key] = null;
      into.errors.push(unknownId(key, id));
    } else if (rule?.by === 'college') {
      const code = String(operation.argument(field, rule.argument, variables));
      if (memberOf(roster, code)) return [{ field, college: code }];
      into.data[key] = null;
      into.errors.push(unknownCollege(key, code));
    } else {
      throw new Error(`The contract has no rule that sends "${name}" to one node.`);
    }
    return [];
  });
}

/** What came back for some root fields of one operation. */
export interface RootAnswer {
  readonly data: Record<string, unknown>;
  readonly errors: NodeError[];
}

/**
 * Adds one node's answer: its fields, and a reason for each that is null: what the node says of it, of all, or we of its
 * silence. What it says of a field that another node was asked for counts for nothing.
 */
export function addAnswer(into: RootAnswer, fields: readonly RootField[], answer: NodeAnswer, college: string, contract: Contract): void {
  const ofAll = answer.errors.filter(({ path }) => path.length === 0);
  const keys = new Set<unknown>(fields.map(({ key }) => key));
  const placed = answer.errors.filter(({ path }) => keys.has(path[0]));
  // Where one thing that may not be null is, all of the answer goes with it (GraphQL §6.4.4): what is said of it is why the rest is not there.
  const whyNothing = answer.data !== null || ofAll.length > 0 ? ofAll : placed;
  into.errors.push(...placed);
  for (const { key, name } of fields) {
    const value = answer.data?.[key] ?? null;
    into.data[key] = value;
    if (value !== null || placed.some(({ path }) => path[0] === key)) continue;
    if (whyNothing.length > 0) into.errors.push(...whyNothing.map((error) => ({ ...error, path: [key] })));
    else if (answer.data === null) into.errors.push(nodeError(ErrorCode.NODE_BAD_ANSWER, college, [key]));
    else if (meansNotFound(name, contract)) into.errors.push(nodeError(ErrorCode.NOT_FOUND, college, [key]));
  }
}

/** Whether null without a reason means that a thing asked for by its id is not there, which GraphQL would let pass. A change may well give null: `withdrawConsent` does. */
function meansNotFound(name: string, { rules, schema }: Contract): boolean {
  const type = schema.getQueryType()?.getFields()[name]?.type;
  return rules[name]?.by === 'owner' && type !== undefined && !isNonNullType(type);
}

/** An id that names no college of the network: no node is asked. */
function unknownId(key: string, id: string): NodeError {
  const message = `There is nothing with the id "${id.slice(0, LONGEST_ID)}", or you may not see it.`;
  return { message, path: [key], extensions: { code: ErrorCode.NOT_FOUND } };
}

/** A code that is no college's of the network: no node is asked. */
function unknownCollege(key: string, code: string): NodeError {
  const message = `The network has no college "${code.slice(0, LONGEST_ID)}".`;
  return { message, path: [key], extensions: { code: ErrorCode.NOT_FOUND } };
}

/** Something that only a signed-in person can do, asked for by a visitor. */
function unauthenticated(key: string): NodeError {
  return { message: 'Sign in to do this.', path: [key], extensions: { code: ErrorCode.UNAUTHENTICATED } };
}
