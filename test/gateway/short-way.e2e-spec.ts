import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent, anId, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { type Behaviour, FakeNode } from './fake-node.js';

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [1, 4, 7].map((number) => anEvent('bat', number, { coHostCodes: ['hgt'] })) }));
  const events = [2, 3, 9].map((number) => anEvent('hgt', number, { venue: null, registrations: registrationsOf('hgt', number) }));
  const hgt = await FakeNode.start('hgt', fakeCollege('hgt', { events }));
  network = await FakeNetwork.start([bat, hgt]);
});

afterAll(() => network.stop());

function registrationsOf(host: string, event: number) {
  const nodes = [1, 2].map((number) => ({ id: anId(host, event * 10 + number), status: 'CONFIRMED', volunteerId: anId('bat', number) }));
  return { nodes, pageInfo: { hasNextPage: false }, totalCount: nodes.length };
}

const EVENT = 'id title startsAt venue tags kind';

const questions: readonly [string, string, Readonly<Record<string, unknown>>?][] = [
  ['a merged list', `{ events(first: 4) { nodes { ${EVENT} host { code name } } pageInfo { hasNextPage endCursor } totalCount } }`],
  ['its coverage', '{ events { coverage { answered { name } missing { reason } } nodes { id } } }'],
  ['the same list under two names', '{ some: events(first: 1) { nodes { id } } all: events { nodes { title } } }'],
  ['colleges and their events', `{ colleges { code name about events(first: 2) { nodes { ${EVENT} } } } }`],
  ['links that cross colleges', '{ events { nodes { coHosts { code name } registrations { nodes { home { name } volunteer { id home { name } } } } } } }'],
  ['links that cross colleges, and fail', '{ events { nodes { registrations { nodes { volunteer { id displayName } } } } } }'],
  ['aliases', '{ all: colleges { called: name title: code e: events(first: 1) { list: nodes { a: id b: title } } } }'],
  ['names that objects inherit', '{ colleges { constructor: name toString: code } }'],
  ['fragments', '{ colleges { ...A ... on College { name ...A } } } fragment A on College { code events { nodes { ...B } } } fragment B on Event { id host { name } }'],
  ['the types of things', '{ __typename colleges { __typename type: __typename events { __typename nodes { __typename } } } }'],
  ['introspection beside data', '{ __type(name: "College") { name } colleges { code } }'],
  ['@skip and @include', 'query Q($yes: Boolean!) { colleges { code name @skip(if: $yes) about @include(if: $yes) } }', { yes: true }],
  ['variables', 'query Q($first: Int = 1, $code: ID!) { college(code: $code) { events(first: $first) { nodes { id } } } }', { code: 'hgt' }],
  ['a variable that is missing', 'query Q($code: ID!) { college(code: $code) { name } }'],
  ['one thing by its id', `query Q($id: ID!) { event(id: $id) { ${EVENT} host { name about } } }`, { id: anId('hgt', 3) }],
  ['an id of nothing', 'query Q($id: ID!) { event(id: $id) { id } colleges { code } }', { id: anId('hgt', 99) }],
  ['a college that is none', '{ college(code: "nobody") { name } colleges { name } }'],
  ['nobody', '{ viewer { displayName } }'],
];

const saying = (body: string) => (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body);

const misbehaviours: readonly [string, Behaviour][] = [
  ['hangs up', (response) => void response.destroy()],
  ['answers garbage', saying('{"data":{"_entities":[{"title":7}]}}')],
  ['answers an error alone', saying('{"data":null,"errors":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}')],
  [
    'answers an error at an entity',
    saying('{"data":{"_entities":[null]},"errors":[{"message":"No.","path":["_entities",0],"extensions":{"code":"FORBIDDEN"}}]}'),
  ],
];

/** The gateway's own executor makes the first answer, since the plan is not known yet; the short way the second. */
describe('an answer does not tell which way it came', () => {
  it.each(questions.map(([what, query, variables]) => [what, { query, variables }] as const))('%s', async (_what, { query, variables }) => {
    const first = await network.ask(query, variables);
    const second = await network.ask(query, variables);
    expect(told(second)).toEqual(told(first));
    expect(JSON.stringify(second.data)).toBe(JSON.stringify(first.data));
  });

  it.each(misbehaviours)('nor while a node %s', async (_how, behaviour) => {
    for (const [, query, variables] of questions) {
      await network.ask(query, variables);
      bat.behave(behaviour);
      const known = await network.ask(query, variables);
      // Another operation to the gateway, whose plan it has not seen.
      const unseen = await network.ask(`# ${Math.random()}\n${query}`, variables);
      bat.recover();
      expect(told(known)).toEqual(told(unseen));
    }
  });
});

/** Without how long it took and where in the text it was asked. */
function told({ status, data, errors }: Awaited<ReturnType<FakeNetwork['ask']>>) {
  return { status, data, errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })) };
}
