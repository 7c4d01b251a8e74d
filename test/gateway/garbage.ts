import type { Behaviour } from './fake-node.js';
import { crash, flood, html, json, listOf, manyErrors } from './misbehaviour.js';

/** Answers that are none, of which no client may see anything. */
export const GARBAGE: readonly [string, () => Behaviour][] = [
  ['HTML', () => html],
  ['row 28: a 500, a crash with a stack trace', () => crash],
  ['JSON that is no GraphQL answer', () => json(['hello'])],
  ['JSON cut off', () => json('{"data":{"_entities":[')],
  ['a string', () => json('"data"')],
  ['nothing', () => json('')],
  ['neither data nor errors', () => json({})],
  ['an object for a list', () => json({ data: { _entities: {} } })],
  ['too few entities', () => json({ data: { _entities: [] } })],
  ['a number for an entity', () => json({ data: { _entities: [7] } })],
  ['300 MB', () => flood(300)],
  ['200,000 errors', () => manyErrors(200_000)],
  ['a million empty objects', () => json(`{"data":{"_entities":${listOf('{}')}}}`)],
  ['a million empty events', () => json(`{"data":{"_entities":[{"about":null,"events":{"totalCount":1,"nodes":${listOf('{}')}}}]}}`)],
  ['a refusal for want of a field that is nowhere', () => json({ errors: [{ message: `Cannot query field "${'x'.repeat(4 * 2 ** 20 - 1_000)}" on type "College"` }] })],
  ['an object for a message, which is no text', () => json({ errors: [{ message: { toString: null } }] })],
  ['lists in lists in lists', () => json(`{"data":{"_entities":${'['.repeat(2 ** 21 - 100)}${']'.repeat(2 ** 21 - 100)}}}`)],
];
