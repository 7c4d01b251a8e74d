import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import type { GraphAnswer } from '#support/graph-client.js';
import { shop } from './shop.js';
import { TwoGateways } from './two-gateways.js';

let gateways: TwoGateways;

beforeAll(async () => {
  gateways = await TwoGateways.start(shop);
});

afterAll(() => gateways.stop());

/** All that a client can tell of an answer, less what the stock gateway tells in development alone. */
function told({ status, data, errors, extensions: beside }: GraphAnswer) {
  return {
    status,
    data,
    beside,
    errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions: { ...extensions, stacktrace: undefined } })),
  };
}

const questions: readonly [string, string, Readonly<Record<string, unknown>>?][] = [
  ['@requires', '{ tools { name postage } }'],
  ['@provides', '{ featured { id label } }'],
  ['@provides and what is not provided', '{ featured { label contents } }'],
  ['@override', '{ anything { ... on Box { id price } } }'],
  ['an interface', '{ tools { __typename id name ... on Spade { length } ... on Gloves { pairs } } }'],
  ['an interface object, into the interface', '{ tools { inStock } }'],
  ['an interface object, out of it', '{ counted { __typename id inStock name ... on Gloves { pairs postage } } }'],
  ['a union', '{ anything { __typename ... on Tool { id name } ... on Box { label price } } }'],
  ['a nested, compound key', '{ shelves { hall free place { row } } }'],
  ['a nested key through an entity', '{ tools { shelf { free } } }'],
  ['an enum', '{ tool(id: "1") { size } }'],
  ['an enum value that is inaccessible', '{ tools { id size } }'],
  ['an inaccessible field', '{ anything { ... on Box { secretLabel } } }'],
  ['null where nothing is', '{ tool(id: "9") { name } }'],
  ['null that climbs to the root', '{ warehouse brokenForGood { label } }'],
  ['null that a list stops', '{ boxes { id label } }'],
  ['null that climbs across a fetch', '{ shelves { hall warning } }'],
  ['an error of a root field', '{ warehouse broken }'],
  ['an error inside a list', '{ anything { ... on Box { contents } } boxes { id contents } }'],
  ['an entity that fails, and one that is not there', '{ boxes { id price } }'],
  ['a value that its type cannot hold', '{ featured { seal { number } } }'],
  ['@skip and @include, literal', '{ tools @skip(if: false) { name @skip(if: true) id inStock @include(if: false) } }'],
  ['a default that a null overrides', 'query Q($loud: Boolean = true) { tool(id: "1", loud: $loud) { name } }', { loud: null }],
  ['fragments', '{ tools { ...A ...B } } fragment A on Tool { id ...B } fragment B on Tool { name inStock }'],
  ['aliases', '{ first: tool(id: "1") { title: name again: name n: inStock } other: tool(id: "2") { title: name p: postage } }'],
  ['variables', 'query One($id: ID!, $loud: Boolean = true) { tool(id: $id, loud: $loud) { name } }', { id: '1' }],
  ['a variable that is missing', 'query One($id: ID!) { tool(id: $id) { name } }'],
  ['a variable of the wrong type', 'query One($id: ID!) { tool(id: $id) { name } }', { id: { no: 1 } }],
  ['mutations in series, across subgraphs', 'mutation { zero: reset one: add(number: 5) two: multiply(by: 3) three: add(number: 1) four: multiply(by: 2) }'],
  ['a mutation that fails between two', 'mutation { reset fail add(number: 1) }'],
  ['what hangs on a mutation', 'mutation { rename(id: "2", name: "Рукавицы") { name inStock postage } }'],
  ['__typename at the roots', '{ __typename }'],
  ['__typename of the mutation', 'mutation { __typename reset }'],
  ['several operations', 'query A { warehouse } query B { broken }'],
  ['introspection', getIntrospectionQuery()],
  ['introspection beside data', '{ __schema { queryType { name } } __type(name: "Box") { fields { name } } warehouse }'],
  ['_entities', '{ _entities(representations: []) { __typename } }'],
  ['_service', '{ _service { sdl } }'],
  ['a subscription', 'subscription { tools { id } }'],
  ['a syntax error', '{ tools { '],
  ['a field that is none', '{ tools { colour } }'],
  ['a fragment cycle', '{ tools { ...A } } fragment A on Tool { ...B } fragment B on Tool { ...A }'],
];

describe('an ordinary supergraph is answered as by the stock gateway', () => {
  it.each(questions.map(([what, query, variables]) => [what, { query, variables }] as const))('%s', async (_what, { query, variables }) => {
    const { ours, stock } = await gateways.ask(query, variables);
    expect(told(ours)).toEqual(told(stock));
  });
});

// The stock gateway gives null for the whole list: a skipped `postage` takes `inStock`, which the same fetch brings, with it.
it('what stands beside a skipped field is answered', async () => {
  const query = 'query Q($yes: Boolean!, $no: Boolean = false) { tools { id inStock @include(if: $yes) ... on Spade @skip(if: $yes) { length } postage @include(if: $no) } }';
  const { ours } = await gateways.ask(query, { yes: true });
  expect(ours).toMatchObject({ data: { tools: [{ id: '1', inStock: 10 }, { id: '2', inStock: 20 }] }, errors: [] });
});

const JSON_TYPE = { 'content-type': 'application/json' };
const answering = (status: number, type: string, body: string) => (_request: unknown, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': type }).end(body);
};

const misbehaviours: readonly [string, (request: unknown, response: ServerResponse) => void][] = [
  ['answers 500 in words', answering(500, 'text/plain', 'at /srv/stock.js:1')],
  ['answers 500 with data', answering(500, 'application/json', '{"data":{"warehouse":"?","tools":[]}}')],
  ['answers 404 in HTML', answering(404, 'text/html', '<h1>Not found</h1>')],
  ['answers 401', answering(401, 'application/json', '{}')],
  ['answers 403', answering(403, 'application/json', '{}')],
  ['answers HTML', answering(200, 'text/html', '<h1>Hello</h1>')],
  ['answers JSON cut off', answering(200, 'application/json', '{"data":{')],
  ['answers null', answering(200, 'application/json', 'null')],
  ['answers errors alone', answering(200, 'application/json', '{"errors":[{"message":"No.","extensions":{"code":"NO"}}]}')],
  ['answers data: null', answering(200, 'application/json', '{"data":null}')],
  ['answers data: null with an error', answering(200, 'application/json', '{"data":null,"errors":[{"message":"No."}]}')],
  ['hangs up', (_request, response) => void response.destroy()],
  ['hangs up in the middle', (_request, response) => void response.writeHead(200, { ...JSON_TYPE, 'content-length': '99' }).write('{"da', () => response.destroy())],
];

describe.each(misbehaviours)('where a subgraph %s', (_how, behaviour) => {
  it.each([
    ['at the root', '{ warehouse tools { name } }'],
    ['at the root that may be null', '{ featured { id } tool(id: "1") { name } }'],
    ['in an entity fetch', '{ boxes { id price } tool(id: "1") { name postage } }'],
  ])('%s, the data and the places of errors are those of the stock gateway', async (_where, query) => {
    const recover = gateways.misbehave('stock', behaviour);
    const { ours, stock } = await gateways.ask(query);
    recover();
    const places = ({ status, data, errors }: GraphAnswer) => ({ status, data, paths: errors.map(({ path }) => path) });
    expect(places(ours)).toEqual(places(stock));
    expect(JSON.stringify(ours.errors)).not.toMatch(/srv|<h1>|stacktrace/);
  });
});

describe('an ordinary supergraph, better than by the stock gateway', () => {
  it('follows no redirect', async () => {
    const recover = gateways.misbehave('stock', (_request, response) => void response.writeHead(307, { location: gateways.url }).end());
    const { ours } = await gateways.ask('{ featured { id } tool(id: "1") { name } }');
    recover();
    expect(ours.data).toEqual({ featured: null, tool: { name: 'Лопата' } });
    expect(ours.errors).toMatchObject([{ extensions: { code: 'NODE_BAD_ANSWER' } }]);
  });

  it("hands on the errors of a subgraph that answers them with the status they deserve", async () => {
    const recover = gateways.misbehave('stock', answering(400, 'application/graphql-response+json', '{"errors":[{"message":"Too deep."}]}'));
    const { ours } = await gateways.ask('{ featured { id } }');
    recover();
    expect(ours.data).toEqual({ featured: null });
    expect(ours.errors).toMatchObject([{ message: 'Too deep.' }]);
  });

  it('gives up on a subgraph that never answers', async () => {
    const recover = gateways.misbehave('stock', () => undefined);
    const answer = await fetch(gateways.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ featured { id } tool(id: "1") { name } }' }),
      signal: AbortSignal.timeout(15_000),
    });
    recover();
    expect(await answer.json()).toMatchObject({
      data: { featured: null, tool: { name: 'Лопата' } },
      errors: [{ extensions: { code: 'NODE_TIMEOUT' } }],
    });
  });
});
