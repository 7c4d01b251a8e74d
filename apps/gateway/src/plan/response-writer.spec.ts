import { describe, expect, it } from '@jest/globals';
import { Kind, type OperationDefinitionNode, buildSchema, parse } from 'graphql';
import { NotOrdinary } from './not-ordinary.js';
import { responseWriter } from './response-writer.js';

const schema = buildSchema(`
  type Query { list: [Thing!]! one: Thing any: Any }
  type Thing { id: ID! size: Size count: Int inner: Thing }
  enum Size { SMALL LARGE }
  union Any = Thing
`);

function write(query: string, value: unknown): unknown {
  const { definitions } = parse(query);
  const operation = definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : []));
  return responseWriter(schema, schema.getQueryType()!, operation!.selectionSet, Object.fromEntries(fragments))(value);
}

describe('the response', () => {
  it('is what was asked, in that order, merged where it was asked for twice', () => {
    const written = write('{ one { count ...A a: id inner { id } } } fragment A on Thing { inner { count } __typename }', {
      one: { id: '1', a: '1', count: 2, __typename: 'Thing', inner: { count: 3, id: '4', more: 5 } },
    });
    expect(JSON.stringify(written)).toBe('{"one":{"count":2,"inner":{"count":3,"id":"4"},"__typename":"Thing","a":"1"}}');
  });

  it('has null where nothing came', () => {
    expect(write('{ one { id } }', {})).toEqual({ one: null });
    expect(write('{ one { count } }', { one: {} })).toEqual({ one: { count: null } });
  });

  it.each([
    ['null where it cannot be', '{ list { id } }', { list: null }],
    ['null in a list of none', '{ list { id } }', { list: [null] }],
    ['a list that is none', '{ list { id } }', { list: {} }],
    ['a thing that is a list', '{ one { id } }', { one: [] }],
    ['a thing of another type', '{ one { id } }', { one: { id: '1', __typename: 'Query' } }],
    ['a value that the enum does not have', '{ one { size } }', { one: { size: 'HUGE' } }],
    ['a value of another type', '{ one { count } }', { one: { count: 1.5 } }],
    ['a directive', '{ one { id @skip(if: false) } }', {}],
    ['an abstract type', '{ any { __typename } }', {}],
    ['introspection', '{ __schema { queryType { name } } }', {}],
    ['a name that objects inherit', '{ constructor: one { id } }', {}],
  ])('leaves %s to the executor', (_what, query, value) => {
    expect(() => write(query, value)).toThrow(NotOrdinary);
  });
});
