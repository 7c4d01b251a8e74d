import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { contractOf } from './contract.js';
import { argumentsWith } from './lacking-inputs.js';
import { lackingIn } from './skew.js';

const { schema } = contractOf(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    enum Kind { SERVICE MEETING }
    input Filter { kind: Kind text: String }
    interface Named { name: String }
    type Event implements Named @key(fields: "id") { id: ID! name: String }
    type Query { events(filter: Filter): [Event!] }
  `),
  {},
);
const LONG = 'x'.repeat(4_000_000);

describe('what a node lacks', () => {
  it('is read from its refusal', () => {
    const messages = [
      'Cannot query field "name" on type "Event". Did you mean "id"?',
      'Cannot query field "name" on type "Named".',
      'Unknown argument "filter" on field "Query.events".',
      'Unknown type "Event".',
    ];
    expect(lackingIn(messages, schema)).toEqual(['Event.name', 'Named.name', 'Query.events(filter)', 'Event']);
  });

  it.each([
    ['an endless field', `Cannot query field "${LONG}" on type "Event".`],
    ['a field of an endless type', `Cannot query field "name" on type "${LONG}".`],
    ['an unknown field', 'Cannot query field "motto" on type "Event".'],
    ['what JavaScript has', 'Cannot query field "__proto__" on type "constructor".'],
    ['a field of an enum', 'Cannot query field "SERVICE" on type "Kind".'],
    ['an endless argument', `Unknown argument "${LONG}" on field "Query.events".`],
    ['an unknown argument', 'Unknown argument "first" on field "Query.events".'],
    ['an argument of an unknown field', 'Unknown argument "filter" on field "Event.events".'],
    ['an endless type', `Unknown type "${LONG}".`],
    ['an unknown type', 'Unknown type "Volunteer".'],
  ])('is nothing that the contract does not have: %s', (_what, message) => {
    expect(lackingIn([message], schema)).toEqual([]);
  });

  it.each([
    ['a field', 'Field "text" is not defined by type "Filter".', ['Query.events(filter: $filter)']],
    ['a value', 'Value "MEETING" does not exist in "Kind" enum.', ['Query.events(filter: $filter)']],
    ['what JavaScript has', 'Field "constructor" is not defined by type "Filter".', []],
    ['an endless field', `Field "${LONG}" is not defined by type "Filter".`, []],
    ['an unknown value', 'Value "PARTY" does not exist in "Kind" enum.', []],
  ])('inside an argument is of the contract too: %s', (_what, message, found) => {
    const variables = { filter: { kind: 'MEETING', text: 'a', [LONG]: 1 } };
    expect(argumentsWith([message], schema, 'query ($filter: Filter) { events(filter: $filter) { id } }', variables)).toEqual(found);
  });
});
