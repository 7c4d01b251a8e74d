import { describe, expect, it } from '@jest/globals';
import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { committedSupergraph } from '../supergraph/committed.js';
import { lookaheadOf } from './page-lookahead.js';

const supergraph = Supergraph.build(committedSupergraph());
const planner = new QueryPlanner(supergraph);

function lookahead(query: string) {
  return lookaheadOf(planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(query))));
}

describe('the lookahead of a merged page', () => {
  it('finds what the plan will ask of each event, under the name the client gave', () => {
    const found = lookahead('{ coming: events(first: 5) { nodes { title host { name } } } }').get('coming');
    expect(found?.selection.replace(/\s+/g, ' ')).toBe('{ ... on Event { title host { __typename code } } }');
    expect(found?.variableNames).toEqual([]);
  });

  it.each([
    ['practices', 'Practice'],
    ['offers', 'Offer'],
  ])('knows of what type %s are', (list, type) => {
    expect(lookahead(`{ ${list}(first: 5) { nodes { title } } }`).get(list)?.type).toBe(type);
  });

  it("takes the client's variables along", () => {
    const found = lookahead('query Q($n: Int = 3) { events { nodes { registrations(first: $n) { totalCount } } } }').get('events');
    expect(found?.variableDefinitions).toEqual(['$n: Int = 3']);
  });

  it.each([
    ['nothing but ids is asked', '{ events { nodes { id } pageInfo { endCursor } } }'],
    ['the page hangs on a condition', 'query Q($yes: Boolean!) { events { nodes { id ... @include(if: $yes) { title } } } }'],
    ["the client uses the feed's own names", 'query Q($feedFirst: Int) { events { nodes { registrations(first: $feedFirst) { totalCount } } } }'],
    ['there is no merged list', '{ colleges { events { nodes { title } } } }'],
  ])('finds nothing where %s', (_what, query) => {
    expect(lookahead(query).size).toBe(0);
  });
});
