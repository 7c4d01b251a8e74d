import { describe, expect, it } from '@jest/globals';
import { type OperationDefinitionNode, buildSchema, parse } from 'graphql';
import { costOf } from './document-cost.js';

const schema = buildSchema(`
  type Query { colleges: [College!]! events(first: Int = 20): Events! event: Event network: Network! offer: Offer practice: Practice }
  type Practice { title: String! bodyHtml: String }
  type Network { figures: NetworkFigures! }
  type NetworkFigures { events: Int byCollege: [CollegeFigures!]! }
  type CollegeFigures { college: College! }
  type College { code: ID! name: String! events(first: Int = 20): Events }
  type Events { nodes: [Event]! totalCount: Int! coverage: Coverage! }
  type Offer { wanted(first: Int = 20): [Offer!] matches(first: Int = 20): Events }
  type Coverage { answered: [College!]! missing: [MissingCollege!]! }
  type MissingCollege { college: College! }
  type Event { id: ID! title: String! parts: [Event!]! readers(first: Int = 20): [College!] log(first: Int = 100): [College!] }
`);

const COLLEGES = 6;

function cost(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  return costOf(document.definitions[0] as OperationDefinitionNode, document, schema, { variables, colleges: COLLEGES });
}

describe('row 46: what an operation comes to', () => {
  it.each([
    ['one object', '{ event { __typename } }', {}, 1],
    ['ten plain fields are one more', `{ event { ${Array.from({ length: 10 }, (_, index) => `a${index}: title`).join(' ')} } }`, {}, 2],
    ['a field that the gateway has to make is a hundred', '{ practice { title a: bodyHtml b: bodyHtml } }', {}, 202],
    ['colleges, as many as there are', '{ colleges { events(first: 0) { nodes { id } } } }', {}, 2 * COLLEGES],
    ['those that answered are as many', '{ events(first: 0) { coverage { answered { events(first: 3) { nodes { __typename } } } } } }', {}, 1 + 2 * COLLEGES + 1 + COLLEGES * (1 + 1 + 3)],
    ['those that are missing, too', '{ events(first: 0) { coverage { missing { college { events(first: 3) { nodes { __typename } } } } } } }', {}, 1 + 2 * COLLEGES + 1 + COLLEGES * (1 + 1 + 1 + 3)],
    ['and those with figures', '{ network { figures { byCollege { college { events(first: 3) { nodes { __typename } } } } } } }', {}, 1 + 1 + 2 * COLLEGES + COLLEGES * (1 + 1 + 1 + 3)],
    ['a page, and the list around it', '{ event { readers(first: 7) { __typename } } }', {}, 8],
    ['a page that does not say how long', '{ event { readers { __typename } } }', {}, 21],
    ['null is the same', '{ event { readers(first: null) { __typename } } }', {}, 21],
    ['a longer page that does not say how long', '{ event { log { __typename } } }', {}, 101],
    ['null, and a variable without a value, are the same', 'query ($n: Int) { event { log(first: null) { __typename } other: log(first: $n) { __typename } } }', {}, 201],
    ['a hundred at most', '{ event { readers(first: 4000) { __typename } } }', {}, 101],
    ['less than nothing is nothing', '{ event { readers(first: -4000) { __typename } } }', {}, 1],
    ['a variable', 'query ($n: Int) { event { readers(first: $n) { __typename } } }', { n: 3 }, 4],
    ['its default', 'query ($n: Int = 5) { event { readers(first: $n) { __typename } } }', {}, 6],
    ['null in the place of its default', 'query ($n: Int = 5) { event { readers(first: $n) { __typename } } }', { n: null }, 21],
    ['neither', 'query ($n: Int) { event { readers(first: $n) { __typename } } }', {}, 21],
    ['a list of unsaid length counts once, and ten times what is inside', '{ event { parts { parts { __typename } } } }', {}, 12],
    ['a question to every college', '{ events(first: 3) { nodes { __typename } } }', {}, 1 + 2 * COLLEGES + 3],
    ['lists in lists', '{ events(first: 3) { nodes { readers(first: 5) { __typename } } } }', {}, 1 + 2 * COLLEGES + 3 + 15],
    ['fragments, wherever they are spread', '{ event { ...A } b: event { ... on Event { ...A } } } fragment A on Event { readers(first: 2) { __typename } }', {}, 6],
  ])('%s', (_what, text, variables, objects) => {
    expect(cost(text, variables).objects).toBe(objects);
  });

  it('counts questions to every college, and nothing of introspection', () => {
    expect(cost('{ a: events { totalCount } ...B } fragment B on Query { b: events { totalCount } network { figures { events } } }').askedOfAll).toBe(3);
    expect(cost('{ __schema { types { fields { args { name } } } } }')).toEqual({ objects: 0, askedOfAll: 0 });
  });

  it('counts what rows ask of every college by what it comes to, for each row', () => {
    const asked = cost('{ offer { wanted(first: 100) { matches(first: 1) { totalCount } } } }');
    expect(asked.askedOfAll).toBe(1);
    expect(asked.objects).toBeCloseTo(1 + 100 + 100 * (1.1 + 2 * COLLEGES), 5);
  });

  it('reads a document once, and its variables each time', () => {
    const document = parse('query ($n: Int) { event { readers(first: $n) { __typename } } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    const objects = [1, 2, 3].map((n) => costOf(operation, document, schema, { variables: { n }, colleges: COLLEGES }).objects);
    expect(objects).toEqual([2, 3, 4]);
  });
});
