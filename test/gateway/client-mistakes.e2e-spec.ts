import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNetwork } from './fake-network.js';
import { FakeNode } from './fake-node.js';

let network: FakeNetwork;
let bat: FakeNode;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fakeCollege('bat', { events: [anEvent('bat', 1)] }));
  network = await FakeNetwork.start([bat]);
});

afterAll(() => network.stop());

async function post(body: object): Promise<{ status: number; text: string; errors: { message: string; extensions: { code: string } }[] }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${network.gateway.origin}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, text, errors: JSON.parse(text).errors };
}

describe('what is the client’s mistake is told as such, and no node is asked', () => {
  it.each<[string, object, RegExp]>([
    ['a mutation that there is not', { query: 'mutation { x }' }, /"x".*Mutation/],
    ['a subscription of nothing', { query: 'subscription { __typename }' }, /subscription/],
    ['a subscription', { query: 'subscription { x }' }, /subscription/],
    ['two operations and no name', { query: 'query A { network { colleges } } query B { network { colleges } }' }, /several operations.*A, B/],
    ['a name that none has', { query: 'query A { network { colleges } }', operationName: 'Z' }, /"Z".*A/],
    ['an alias that is a prototype', { query: '{ colleges { code __proto__: about } }' }, /__proto__/],
    ['an alias that is how a college is known', { query: '{ colleges { code: city name about } }' }, /"code".*"city".*each College/],
    ['an alias that is how an event is known', { query: '{ events { nodes { id: seriesId title } } }' }, /"id".*"seriesId".*each Event/],
    ['an alias that is what a link needs', { query: '{ events { nodes { coHostCodes: tags coHosts { name } } } }' }, /"coHostCodes".*"tags".*each Event/],
    ['an alias that is a type’s name', { query: '{ colleges { __typename: name } }' }, /"__typename".*"name"/],
    ['a variable that the colleges are asked with', { query: 'query($representations: [EventKind!]) { colleges { events(filter: { kinds: $representations }) { totalCount } } }' }, /\$representations/],
    ['a cursor that is none, as a default', { query: 'query($after: String = "zzz") { events(after: $after) { totalCount } college(code: "bat") { about } }' }, /after.*cursor/],
    [
      'a cursor that is none, in a fragment of the operation that is asked for',
      {
        query:
          'query Other { network { colleges } } query Page($x: String) { ...A } fragment A on Query { college(code: "bat") { ...B } } fragment B on College { events(after: $x) { totalCount } }',
        operationName: 'Page',
        variables: { x: 'zzz' },
      },
      /after.*cursor/,
    ],
    ['a month that is none, at a college', { query: '{ college(code: "bat") { about figures(from: "2026-00") { events } } }' }, /2026-00.*Month/],
    ['a month that is none, inside a merged list', { query: '{ events { nodes { host { figures(from: "2026-00") { events } } } } }' }, /2026-00.*Month/],
    ['a day that is none', { query: '{ events(filter: { from: "2026-02-30T00:00:00Z" }) { totalCount } }' }, /2026-02-30.*DateTime/],
    ['a time without seconds', { query: '{ events(filter: { from: "2026-02-20T00:00Z" }) { totalCount } }' }, /DateTime/],
    ['the same as a variable', { query: 'query($m: Month) { college(code: "bat") { figures(from: $m) { events } } }', variables: { m: '2026-13' } }, /2026-13.*Month/],
    ['a date inside a filter', { query: '{ college(code: "bat") { volunteers(filter: { activeSince: "2026-02-30" }) { totalCount } } }' }, /2026-02-30.*Date/],
  ])('%s', async (_what, body, sentence) => {
    const before = bat.operations.length;
    const { status, errors } = await post(body);
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(sentence);
    expect(['GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT']).toContain(errors[0]?.extensions.code);
    expect(bat.operations).toHaveLength(before);
  });

  it('and what another operation of the document would do with a variable is none', async () => {
    const query = `
      query Page($x: String) { events(after: $x) { totalCount } ...A }
      query Region($x: String) { colleges(region: $x) { code } }
      fragment A on Query { practices(after: $x) { totalCount } }`;
    for (const operationName of ['Region', 'Page', 'Region']) {
      const { status } = await post({ query, operationName, variables: { x: 'Самарская область' } });
      expect(status).toBe(operationName === 'Page' ? 400 : 200);
    }
  });

  it('nor is a condition of another operation, whose variable has the same name', async () => {
    const query = `
      query Colleges($n: Boolean!) { colleges { code name @include(if: $n) } }
      query Events($n: Int) { events(first: $n) { totalCount } }`;
    for (const variables of [{ n: 5 }, {}]) expect((await post({ query, operationName: 'Events', variables })).status).toBe(200);
    expect((await post({ query, operationName: 'Colleges', variables: { n: null } })).status).toBe(400);
  });

  it('and is not repeated at length', async () => {
    const fields = Array.from({ length: 50 }, (_, index) => `a${index}: college(code: $c) { name }`).join(' ');
    const { text } = await post({ query: `query($c: ID!) { ${fields} }`, variables: { c: 'x'.repeat(50_000) } });
    expect(text.length).toBeLessThan(50_000);
  });
});
