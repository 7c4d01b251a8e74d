import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONTRACT_VERSION } from '#contract/version.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { BootedNode } from './booted-node.js';

interface Lists {
  readonly eventFeed: { readonly items: readonly unknown[] };
  readonly _entities: readonly [{ events: { nodes: readonly { registrations: { nodes: readonly unknown[] } }[] } }];
}

const SLOW = 1_000;

describe('a node over HTTP', () => {
  let node: BootedNode;
  const forum = anEvent({ kind: 'FORUM' });

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save(forum);
    await node.rows.manager.save(Array.from({ length: 120 }, () => anEvent()), { chunk: 50 });
    await node.rows.manager.save(
      Array.from({ length: 120 }, () => aRegistration({ event: forum, volunteer: { id: crypto.randomUUID() }, home: 'bat' })),
    );
  });
  afterAll(() => node.stop());

  const college = '{ __typename: "College", code: "chhtt" }';

  it('says which contract it serves on every answer', async () => {
    const answers = await Promise.all([
      node.post({ query: '{ viewer { id } }' }),
      node.post({ query: '{ nonsense }' }),
      node.post('{'),
      node.post({ query: '{ viewer { id } }' }, 'not.a.token'),
      fetch(`${node.url}/health/live`),
      fetch(`${node.url}/nowhere`),
    ]);
    expect(answers.map(({ headers }) => headers.get('dobroset-contract'))).toEqual(answers.map(() => String(CONTRACT_VERSION)));
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 401, 200, 404]);
  });

  it('says whether it lives and is ready', async () => {
    expect(await (await fetch(`${node.url}/health/live`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${node.url}/health/ready`)).json()).toEqual({ status: 'ok' });
  });

  it('row 19: answers every invalid token with the same 401', async () => {
    const curator = aCurator('chhtt');
    const good = await node.tokenOf(curator);
    const [header = '', body = '', signature = ''] = good.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const foreign = (await node.tokenOf(aCurator('bat'))).split('.');
    const bad = ['', 'x', unsigned, `${header}.${body}.${signature.slice(0, -4)}AAAA`, `${header}.${foreign[1]}.${signature}`];
    const answers = await Promise.all(bad.map(async (token) => (await node.post({ query: '{ viewer { id } }' }, token)).text()));
    expect(new Set(answers)).toEqual(
      new Set(['{"errors":[{"message":"The signature or the token of this call is not valid.","extensions":{"code":"UNAUTHENTICATED"}}]}']),
    );
    expect((await (await node.post({ query: '{ viewer { id } }' }, good)).json()).data.viewer.id).toBe(curator.id);
  });

  it.each([
    ['a literal', 'first: 1000', '', {}],
    ['a variable', 'first: $n', '($n: Int)', { n: 2_000_000_000 }],
    ['a default', 'first: $n', '($n: Int = 5000)', {}],
  ])('row 46: gives at most 100 for %s, nested too', async (_kind, first, declared, variables) => {
    const { data, errors } = await node.ask<Lists>(
      `query ${declared} {
        eventFeed(${first}) { items { event { id } } hasNextPage totalCount }
        _entities(representations: [${college}]) { ... on College {
          events(${first}) { nodes { id registrations(${first}) { nodes { id } totalCount } } } } } }`,
      { as: aCurator('chhtt'), variables },
    );
    expect(errors).toBeUndefined();
    expect(data.eventFeed.items).toHaveLength(100);
    expect(data.eventFeed).toMatchObject({ hasNextPage: true, totalCount: 121 });
    const { nodes } = data._entities[0].events;
    expect(nodes).toHaveLength(100);
    const registrations = nodes.map((event) => event.registrations.nodes.length);
    expect(Math.max(...registrations)).toBe(100);
  });

  it('row 46: takes null for the default, and refuses less than nothing', async () => {
    const { data } = await node.ask<Lists>('{ eventFeed(first: null) { items { key } } }');
    expect(data.eventFeed.items).toHaveLength(20);
    const { errors } = await node.ask('{ eventFeed(first: -5) { hasNextPage } }');
    expect(errors).toMatchObject([{ message: 'first: must be 0 or more, and is -5', extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  const flood = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Event', id: `chhtt:${forum.id}` }));
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';

  it('row 48: refuses 100,000 representations with 400 before any resolver runs', async () => {
    const statements = await node.statementsOf(async () => {
      const response = await node.post({ query: entities, variables: { r: flood(100_000) } });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        errors: [{ message: expect.stringMatching(/^representations: .*1000/), extensions: { code: 'BAD_USER_INPUT' } }],
      });
    });
    expect(statements).toEqual([]);
  });

  it('row 48: counts them over aliases, literals, defaults and fragments', async () => {
    const literal = `[${Array.from({ length: 600 }, () => college).join()}]`;
    const floods = [
      { query: `{ a: _entities(representations: ${literal}) { __typename } ...F } fragment F on Query { b: _entities(representations: ${literal}) { __typename } }` },
      { query: `query ($r: [_Any!]! = [${Array.from({ length: 1_001 }, () => college).join()}]) { _entities(representations: $r) { __typename } }` },
      { query: `query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }`, variables: { r: flood(501) } },
    ];
    for (const body of floods) expect((await node.post(body)).status).toBe(400);
    expect((await node.post({ query: entities, variables: { r: flood(1_000) } })).status).toBe(200);
  });

  it('row 47: takes an array of operations from a gateway, of as many as one sends, and refuses a longer one', async () => {
    const batch = (count: number) => Array.from({ length: count }, () => ({ query: '{ eventFeed(first: 1) { totalCount } }' }));
    const taken = await node.post(batch(20));
    expect(await taken.json()).toEqual(Array.from({ length: 20 }, () => ({ data: { eventFeed: { totalCount: 121 } } })));
    const refused = await node.post(batch(21));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('row 47: answers operations of an array each for itself', async () => {
    const response = await node.post([{ query: '{ viewer { id } }' }, { query: '{ event(id: "bat:1") { id } }' }]);
    const answers = await response.json();
    expect(answers).toMatchObject([{ data: { viewer: null } }, { data: { event: null }, errors: [{ path: ['event'] }] }]);
  });

  it('row 50: refuses bodies that are too large, and unpacked ones too', async () => {
    const large = `{"query":"${'x'.repeat(13_000_000)}"}`;
    expect((await node.post(large)).status).toBe(413);
    const headers = { ...(await node.signatureOf(large)), 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect((await fetch(`${node.url}/graphql`, { method: 'POST', headers, body: gzipSync(large) })).status).toBe(413);
  });

  it(`row 51: ${SLOW} slow callers that never finish what they say do not keep gateways waiting`, async () => {
    const { port } = new URL(node.url);
    const grant = (await node.signatureOf('{}'))['dobroset-grant'];
    const head = `POST /graphql HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n`;
    const beginnings = ['', 'POST /graphql HTTP/1.1\r\nHost: no', `${head}\r\n{"query":"{`, `${head}dobroset-grant: ${grant}\r\n\r\n{"query":"{`];
    const sockets: Socket[] = [];
    const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('x')), 200);
    try {
      for (let index = 0; index < SLOW; index += 1) {
        const socket = connect({ host: '127.0.0.1', port: Number(port) });
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(beginnings[index % beginnings.length] ?? '');
        sockets.push(socket);
      }
      const answers = await Promise.all(Array.from({ length: 20 }, () => node.post({ query: '{ eventFeed(first: 1) { totalCount } }' })));
      const ready = await fetch(`${node.url}/health/ready`);
      expect([...answers, ready].map(({ status }) => status)).toEqual(Array(21).fill(200));
    } finally {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    }
  });

  it('row 24: takes no query from a form or a plain link', async () => {
    const headers = await node.signatureOf('{"query":"{viewer{id}}"}');
    const get = await fetch(`${node.url}/graphql?query={viewer{id}}`, { headers });
    const form = await fetch(`${node.url}/graphql`, { method: 'POST', headers, body: new URLSearchParams({ query: '{viewer{id}}' }) });
    const text = await fetch(`${node.url}/graphql`, { method: 'POST', headers, body: '{"query":"{viewer{id}}"}' });
    expect([get.status, form.status, text.status]).toEqual([401, 401, 401]);
  });

  it('row 28: masks what nobody foresaw', async () => {
    await node.rows.query('ALTER TABLE team RENAME TO secret_name');
    try {
      const query = `{ _entities(representations: [${college}]) { ... on College { about teams { id } } } }`;
      const { data, errors } = await node.ask<{ _entities: object[] }>(query, { as: aVolunteerActor('chhtt') });
      expect(data._entities).toEqual([{ about: null, teams: null }]);
      expect(errors).toEqual([
        {
          message: 'Something went wrong at this college’s node.',
          locations: expect.anything(),
          path: ['_entities', 0, 'teams'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: expect.stringMatching(/^[\w-]{36}$/) },
        },
      ]);
    } finally {
      await node.rows.query('ALTER TABLE secret_name RENAME TO team');
    }
  });

  it('is a Federation 2 subgraph', async () => {
    const { data } = await node.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    expect(data._service.sdl).toMatch('https://specs.apollo.dev/federation/v2.9');
  });
});

describe('row 52: a stranger who reads what is for everybody without end', () => {
  it.each(['/credentials/status/1', '/nowhere'])('%s: is told when to come back; health and the gateway are answered', async (path) => {
    const node = await BootedNode.start({ rateLimit: 60 });
    try {
      const statusesOf = (place: string, count: number) => Promise.all(Array.from({ length: count }, async () => (await fetch(`${node.url}${place}`)).status));
      const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${node.url}${path}`)));
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.length - refused.length).toBeGreaterThanOrEqual(60);
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
        expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
      }
      for (const place of ['/health/live', '/health/ready']) expect(new Set(await statusesOf(place, 100))).toEqual(new Set([200]));
      for (let asked = 0; asked < 30; asked += 1) expect((await node.post({ query: '{ __typename }' })).status).toBe(200);
    } finally {
      await node.stop();
    }
  });

  it('does not have the database asked each time whether it answers', async () => {
    const node = await BootedNode.start();
    try {
      const statements = await node.statementsOf(() => Promise.all(Array.from({ length: 200 }, () => fetch(`${node.url}/health/ready`))));
      expect(statements.filter((sql) => sql === 'SELECT 1').length).toBeLessThan(50);
    } finally {
      await node.stop();
    }
  });
});
