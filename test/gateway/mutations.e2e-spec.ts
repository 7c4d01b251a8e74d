import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { leastOf } from '#support/least-of.js';
import { FakeNode } from './fake-node.js';
import { type Deeds, fixtureCollege, fixtureContract } from './fixture-contract.js';
import { FixtureGateway, curatorOf } from './fixture-gateway.js';
import { WHOLE_ANSWER_WITHIN } from './good-and-bad.js';
import { crash, hangUp, json, late, silent } from './misbehaviour.js';

const deeds: Deeds = [];
let bat: FakeNode;
let hgt: FakeNode;
let old: FakeNode;
let gateway: FixtureGateway;

beforeAll(async () => {
  bat = await FakeNode.start('bat', fixtureCollege('bat', deeds));
  hgt = await FakeNode.start('hgt', fixtureCollege('hgt', deeds));
  const behind = parse(print(fixtureContract).replace('  mood: Mood\n', ''));
  old = await FakeNode.start('old', fixtureCollege('old', deeds, behind));
  gateway = await FixtureGateway.start([bat, hgt, old]);
});

afterAll(async () => {
  await gateway.stop();
});

afterEach(() => {
  deeds.length = 0;
  for (const node of [bat, hgt, old]) node.recover();
});

describe('mutations', () => {
  it('run one after the other in document order, each at its owner', async () => {
    const { data, errors } = await gateway.ask(`mutation {
      last: publish(id: "hgt:9", note: "80") { ... on Event { id } }
      first: publish(id: "bat:1") { ... on Event { id title } }
      again: rename(input: { eventId: "hgt:9", title: "Новое" }) { title host { code name } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      last: { id: 'hgt:9' },
      first: { id: 'bat:1', title: 'Event bat:1' },
      again: { title: 'Новое', host: { code: 'hgt', name: 'hgt' } },
    });
    expect(deeds).toEqual([
      'hgt: publish hgt:9 begins',
      'hgt: publish hgt:9 ends',
      'bat: publish bat:1 begins',
      'bat: publish bat:1 ends',
      'hgt: rename hgt:9 begins',
      'hgt: rename hgt:9 ends',
    ]);
  });

  it('travel alone, with nothing of what another node is told', async () => {
    const before = bat.requests.length;
    await gateway.ask(
      `mutation Two($mine: ID!, $theirs: ID!, $note: String) {
        a: publish(id: $mine, note: $note) { ...Title }
        b: publish(id: $theirs, note: "secret") { ...Title }
        c: publish(id: $mine) { ...Title }
      }
      fragment Title on Event { title }`,
      { mine: 'bat:1', theirs: 'hgt:1', note: 'ok' },
    );
    const received = bat.requests.slice(before).map(({ body }) => body);
    expect(bat.operations.slice(-2).map(({ variables }) => variables)).toEqual([{ mine: 'bat:1', note: 'ok' }, { mine: 'bat:1' }]);
    expect(received).toHaveLength(2);
    expect(received.join()).not.toMatch(/secret|theirs|hgt/);
  });

  it.each([
    [{ data: { publish: null }, errors: [{ message: 'Later.', extensions: { code: 'BUSY' } }] }, 'BUSY'],
    [{ data: { publish: null } }, null],
  ])('that come to nothing have the reason that the node gives, if any: %j', async (answer, code) => {
    bat.behave(json(answer));
    const { data, errors } = await gateway.ask('mutation { publish(id: "bat:1") { ... on Event { id } } rename(input: { eventId: "hgt:1", title: "x" }) { id } }');
    expect(data).toEqual({ publish: null, rename: { id: 'hgt:1' } });
    expect(errors).toMatchObject(code === null ? [] : [{ path: ['publish'], extensions: { code, college: 'bat' } }]);
  });

  it('that are the same twice are done twice', async () => {
    const { data } = await gateway.ask('mutation { a: create(title: "x") { id } b: create(title: "x") { id } }', {}, curatorOf('bat'));
    expect(data).toEqual({ a: { id: 'bat:new' }, b: { id: 'bat:new' } });
    expect(deeds.filter((deed) => deed === 'bat: create x begins')).toHaveLength(2);
  });

  it('go to the college of whoever asks, where the rule says so; a visitor is told to sign in', async () => {
    await gateway.ask('mutation { create(title: "y") { id } }', {}, curatorOf('hgt'));
    expect(deeds[0]).toBe('hgt: create y begins');
    deeds.length = 0;
    const { data, errors } = await gateway.ask('mutation { create(title: "y") { id } }');
    expect(data).toEqual({ create: null });
    expect(errors).toMatchObject([{ path: ['create'], extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(deeds).toEqual([]);
  });

  it('give refusals as they are typed', async () => {
    const { data, errors } = await gateway.ask(
      'mutation { publish(id: "bat:1", note: "full") { __typename ... on Event { id } ... on UserError { message } ... on EventFullError { capacity } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ publish: { __typename: 'EventFullError', message: 'Full.', capacity: 2 } });
  });

  it('with an input are routed by the id inside it, literal or variable', async () => {
    await gateway.ask('mutation M($input: RenameInput!) { rename(input: $input) { id } }', { input: { eventId: 'hgt:3', title: 'a' } });
    await gateway.ask('mutation M($id: ID!) { rename(input: { eventId: $id, title: "b" }) { id } }', { id: 'bat:3' });
    expect(deeds.filter((deed) => deed.endsWith('begins'))).toEqual(['hgt: rename hgt:3 begins', 'bat: rename bat:3 begins']);
  });

  it('that are skipped are not done, and not spoken of', async () => {
    const { data, errors } = await gateway.ask(
      `mutation M($no: Boolean = false) {
        a: publish(id: "bat:1") @include(if: $no) { __typename }
        ... on Mutation @include(if: $no) { b: publish(id: "nowhere:1") { __typename } c: create(title: "z") { id } }
        d: publish(id: "hgt:1") { __typename }
      }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ d: { __typename: 'Event' } });
    expect(deeds.filter((deed) => deed.endsWith('begins'))).toEqual(['hgt: publish hgt:1 begins']);
  });

  it('that stand twice under one name are done once, with both selections', async () => {
    const { data, errors } = await gateway.ask(
      `mutation M($yes: Boolean!) {
        ... on Mutation @include(if: $yes) { a: rename(input: { eventId: "bat:1", title: "t" }) { id } }
        ... on Mutation @skip(if: false) { a: rename(input: { eventId: "bat:1", title: "t" }) { title } }
        b: publish(id: "hgt:1") { __typename }
      }`,
      { yes: true },
    );
    expect(errors).toEqual([]);
    expect(data.a).toEqual({ id: 'bat:1', title: 't' });
    expect(deeds.filter((deed) => deed === 'bat: rename bat:1 begins')).toHaveLength(1);
  });

  it('may ask for the name of their own type', async () => {
    const { data, errors } = await gateway.ask('mutation { __typename publish(id: "bat:1") { __typename } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ __typename: 'Mutation', publish: { __typename: 'Event' } });
  });
});

describe('a mutation that fails', () => {
  it('is null, and the next is done all the same', async () => {
    const { data, errors } = await gateway.ask(`mutation {
      a: publish(id: "bat:1", note: "fail") { ... on Event { id } }
      b: publish(id: "nowhere:1") { ... on Event { id } }
      c: publish(id: "hgt:1") { ... on Event { id } }
    }`);
    expect(data).toEqual({ a: null, b: null, c: { id: 'hgt:1' } });
    expect(errors).toHaveLength(2);
    expect(errors.find(({ path }) => path?.[0] === 'a')?.extensions).toMatchObject({ code: 'NODE_BAD_ANSWER', college: 'bat' });
    expect(errors.find(({ path }) => path?.[0] === 'b')?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(JSON.stringify(errors)).not.toMatch(/relation|stack/);
  });

  it.each([
    ['crashes', crash, 'NODE_BAD_ANSWER'],
    ['hangs up', hangUp, 'NODE_UNAVAILABLE'],
    ['says nothing', silent, 'NODE_TIMEOUT'],
  ] as const)('because its node %s is never sent again', async (_how, behaviour, code) => {
    bat.behave(behaviour);
    const before = bat.operations.length;
    const { data, errors } = await gateway.ask('mutation { a: publish(id: "bat:1") { __typename } b: publish(id: "hgt:1") { __typename } }');
    expect(data).toEqual({ a: null, b: { __typename: 'Event' } });
    expect(errors).toMatchObject([{ path: ['a'], extensions: { code, college: 'bat' } }]);
    expect(bat.operations).toHaveLength(before + 1);
  });

  it('row 74: because its node does not answer keeps the next from that node, which may not be sent, and no other', async () => {
    bat.behave(silent);
    const least = await leastOf(WHOLE_ANSWER_WITHIN, async () => {
      const before = bat.operations.length;
      const since = performance.now();
      const { data, errors } = await gateway.ask(`mutation {
        a: publish(id: "bat:1") { __typename }
        b: publish(id: "bat:2") { __typename }
        c: publish(id: "hgt:1") { __typename }
      }`);
      const milliseconds = performance.now() - since;
      expect(data).toEqual({ a: null, b: null, c: { __typename: 'Event' } });
      expect(errors).toMatchObject([
        { path: ['a'], extensions: { code: 'NODE_TIMEOUT', college: 'bat' } },
        { path: ['b'], message: expect.stringContaining('this was not sent'), extensions: { code: 'NODE_UNAVAILABLE', college: 'bat' } },
      ]);
      expect(bat.operations).toHaveLength(before + 1);
      return milliseconds;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('row 74: because nodes do not answer leaves the others in time, however many these are', async () => {
    bat.behave(silent);
    old.behave(silent);
    const least = await leastOf(WHOLE_ANSWER_WITHIN, async () => {
      const since = performance.now();
      const { data, errors } = await gateway.ask('mutation { a: publish(id: "bat:1") { __typename } b: publish(id: "old:1") { __typename } c: publish(id: "hgt:1") { __typename } }');
      const milliseconds = performance.now() - since;
      expect(data).toEqual({ a: null, b: null, c: { __typename: 'Event' } });
      expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['NODE_TIMEOUT', 'NODE_TIMEOUT']);
      return milliseconds;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it('row 74: at once takes no time from the next', async () => {
    bat.behave(hangUp);
    old.behave(hangUp);
    hgt.behave(late(hgt, 1_400)); // of two seconds
    const { data, errors } = await gateway.ask('mutation { a: publish(id: "bat:1") { __typename } b: publish(id: "old:1") { __typename } c: publish(id: "hgt:1") { __typename } }');
    expect(data).toEqual({ a: null, b: null, c: { __typename: 'Event' } });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['NODE_UNAVAILABLE', 'NODE_UNAVAILABLE']);
  });

  it('row 80: because its node lacks a field is sent without it, and done once', async () => {
    const { data, errors } = await gateway.ask('mutation { rename(input: { eventId: "old:1", title: "t" }) { title mood } }');
    expect(data).toEqual({ rename: { title: 't', mood: null } });
    expect(errors).toMatchObject([{ path: ['rename', 'mood'], extensions: { code: 'CONTRACT_SKEW', college: 'old' } }]);
    expect(deeds).toEqual(['old: rename old:1 begins', 'old: rename old:1 ends']);
  });
});

describe('queries', () => {
  it('are split by owner with what each part uses', async () => {
    const before = { bat: bat.operations.length, hgt: hgt.operations.length };
    const { data, errors } = await gateway.ask(
      `query Both($one: ID!, $other: ID!, $kept: Int, $yes: Boolean!) {
        one: event(id: $one) { ...E }
        other: event(id: $other) { ...E places(kept: $kept) }
        me { code motto @include(if: $yes) }
      }
      fragment E on Event { title host { code } }`,
      { one: 'bat:1', other: 'hgt:2', kept: 1, yes: true },
      curatorOf('bat'),
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      one: { title: 'Event bat:1', host: { code: 'bat' } },
      other: { title: 'Event hgt:2', host: { code: 'hgt' }, places: 5 },
      me: { code: 'bat', motto: 'Мы bat' },
    });
    expect(bat.operations.slice(before.bat)).toMatchObject([{ variables: { one: 'bat:1', yes: true } }]);
    expect(bat.operations.at(-1)?.query).not.toMatch(/kept|other/);
    expect(hgt.operations.slice(before.hgt)).toMatchObject([{ variables: { other: 'hgt:2', kept: 1 } }]);
    expect(hgt.operations.at(-1)?.query).not.toMatch(/motto|one:/);
  });

  it('take names that JavaScript keeps for itself', async () => {
    const { data, errors } = await gateway.ask('{ constructor: event(id: "bat:1") { toString: title hasOwnProperty: id } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ constructor: { toString: 'Event bat:1', hasOwnProperty: 'bat:1' } });
  });

  it('row 56: are not led astray by a field called __proto__', async () => {
    const { errors } = await gateway.ask('{ event(id: "bat:1") { __proto__: host { code } title } __proto__: me { code } }', {}, curatorOf('bat'));
    expect(errors).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    const next = await gateway.ask('{ event(id: "bat:1") { title } }');
    expect(next).toEqual({ data: { event: { title: 'Event bat:1' } }, errors: [] });
  });
});
