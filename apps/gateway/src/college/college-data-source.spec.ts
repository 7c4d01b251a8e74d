import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { executeSync, parse, validate } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { CollegeDataSource } from './college-data-source.js';
import { contractOf } from './contract.js';
import { nodeError } from './failure.js';
import type { GraphContext, NodeAnswer, NodeCalls, Variables } from './graph-context.js';

const contract = contractOf(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type Event @key(fields: "id") { id: ID! title(loud: Boolean = false): String }
    type Query { event(id: ID!): Event }
  `),
  { event: { by: 'owner', argument: 'id' } },
);
const COLLEGES = ['bat', 'hgt', 'kpk'];
const dataSource = new CollegeDataSource(contract);

/** What every node would answer: one resolver for all of them, so that parts can be compared with the whole. */
function answerOf(document: string, variables: Variables): Promise<NodeAnswer> | NodeAnswer {
  const event = (id: string) => ({ id, title: ({ loud }: { loud: boolean }) => `${loud ? 'LOUD ' : ''}${id}` });
  const rootValue = { event: ({ id }: { id: string }) => event(id) };
  const { data } = executeSync({ schema: contract.schema, document: parse(document), rootValue, variableValues: variables });
  return { data: data ? { ...data } : null, errors: [] };
}

async function fetch(query: string, variables: Variables, nodes: Pick<NodeCalls, 'read'>) {
  const place = { name: '', shortName: '', city: '', region: '', endpoint: '', contractVersion: 1, keys: [], status: 'MEMBER' as const };
  const context: GraphContext = {
    actor: null,
    roster: { version: 1, colleges: COLLEGES.map((code) => ({ code, ...place })), gateways: [] },
    nodes: { ...nodes, mutate: () => Promise.reject(new Error('A query mutates nothing.')) },
  };
  // The data source reads nothing else of what the gateway hands it.
  const options = { request: { query, variables }, context, incomingRequestContext: {} } as unknown;
  const { data, errors = [] } = await dataSource.process(options as GraphQLDataSourceProcessOptions<GraphContext>);
  return { data, errors };
}

const FRAGMENTS = { Named: 'fragment Named on Event { id ...Loud }', Loud: 'fragment Loud on Event { title(loud: $no) }' };

/** A valid operation holds no fragment and no variable that it does not use. */
function operationOf(selections: string, definitions: readonly string[]): string {
  const named = selections.includes('...Named') ? [FRAGMENTS.Named] : [];
  const loud = named.length > 0 || selections.includes('...Loud') ? [FRAGMENTS.Loud] : [];
  const text = [`{ ${selections} }`, ...named, ...loud].join(' ');
  const conditions = ['$yes: Boolean!', '$no: Boolean = false'].filter((definition) => text.includes(definition.slice(0, definition.indexOf(':'))));
  const variables = [...definitions, ...conditions];
  return `query Q${variables.length > 0 ? `(${variables.join()})` : ''} ${text}`;
}

describe('an operation cut by owner', () => {
  const id = fc.tuple(fc.constantFrom(...COLLEGES), fc.nat({ max: 3 })).map(([college, number]) => `${college}:${number}`);
  const condition = fc.constantFrom('', '@include(if: $yes)', '@skip(if: $yes)', '@include(if: $no)', '@skip(if: $no) @include(if: $yes)');
  const selection = fc.constantFrom('{ title }', '{ title(loud: $yes) }', '{ ...Named }', '{ ... @skip(if: $no) { title } id }', '{ id ...Loud }');
  const wrapping = fc.constantFrom(
    (field: string, when: string) => field.replace('{', `${when} {`),
    (field: string, when: string) => `... ${when} { ${field} }`,
    (field: string, when: string) => `... on Query { ... on Query ${when} { ${field} } }`,
  );
  const rootFields = fc.array(fc.record({ id, condition, selection, wrapping, how: fc.nat({ max: 2 }) }), { minLength: 1, maxLength: 8 });

  it('and put together again is the operation itself', async () => {
    await fc.assert(
      fc.asyncProperty(rootFields, fc.boolean(), async (fields, yes) => {
        const variables: Record<string, unknown> = { yes };
        const definitions: string[] = [];
        const selections = fields.map((field, index) => {
          if (field.how > 0) definitions.push(`$id${index}: ID${field.how === 1 ? '!' : `! = "${field.id}"`}`);
          if (field.how === 1) variables[`id${index}`] = field.id;
          const value = field.how === 0 ? `"${field.id}"` : `$id${index}`;
          return field.wrapping(`f${index}: event(id: ${value}) ${field.selection}`, field.condition);
        });
        const query = operationOf(selections.join(' '), definitions);

        const asked: string[] = [];
        const { data, errors } = await fetch(query, variables, {
          read: async (college, document, given = {}) => {
            asked.push(college);
            expect(validate(contract.schema, parse(document))).toEqual([]);
            const others = COLLEGES.filter((other) => other !== college).join('|');
            expect(`${document} ${JSON.stringify(given)}`).not.toMatch(new RegExp(`(${others}):`));
            return answerOf(document, given);
          },
        });

        const whole = await answerOf(query, variables);
        expect(errors).toEqual([]);
        expect(data).toEqual(whole.data);
        expect(asked).toHaveLength(new Set(asked).size);
      }),
    );
  });
});

describe('representations', () => {
  const entities = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { id title } } }';
  const codes = fc.constantFrom(...COLLEGES, 'nowhere', 'NOT A CODE');
  const representation = fc.record({
    __typename: fc.constant('Event'),
    id: fc.tuple(codes, fc.nat({ max: 5 })).map(([code, number]) => `${code}:${number}`),
  });

  it('come back in their order, whoever owns them, and each says why it is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(representation, { maxLength: 40 }), fc.constantFrom(...COLLEGES), async (representations, dead) => {
        const seen = new Set<string>();
        const { data, errors } = await fetch(entities, { representations }, {
          read: async (college, _document, given) => {
            const asked = given?.['representations'] as readonly { readonly id: string }[];
            for (const one of asked) {
              expect(one.id.startsWith(`${college}:`)).toBe(true);
              expect(seen).not.toContain(one.id);
              seen.add(one.id);
            }
            if (college === dead) return { data: null, errors: [nodeError(ErrorCode.NODE_TIMEOUT, dead, [])] };
            const hidden = asked.findIndex((one) => one.id.endsWith(':5'));
            return {
              data: { _entities: asked.map((one, index) => (index === hidden ? null : { id: one.id, title: one.id })) },
              errors: hidden < 0 ? [] : [nodeError(ErrorCode.FORBIDDEN, college, ['_entities', hidden, 'title'])],
            };
          },
        });

        const codeOf = (one: string): ErrorCode | null => {
          const [college = ''] = one.split(':');
          if (!COLLEGES.includes(college)) return ErrorCode.NOT_FOUND;
          if (college === dead) return ErrorCode.NODE_TIMEOUT;
          return one.endsWith(':5') ? ErrorCode.FORBIDDEN : null;
        };
        expect(data).toEqual({ _entities: representations.map((one) => (codeOf(one.id) ? null : { id: one.id, title: one.id })) });
        representations.forEach((one, index) => {
          const here = errors.filter(({ path }) => path?.[1] === index);
          expect(new Set(here.map(({ extensions }) => extensions?.['code']))).toEqual(new Set([codeOf(one.id)].filter(Boolean)));
        });
      }),
    );
  });

  it('that repeat are copies of each other, not one object that the gateway would merge twice', async () => {
    const representations = [1, 2].map(() => ({ __typename: 'Event', id: 'bat:1' }));
    const row = { id: 'bat:1', title: 'Встреча', tags: ['a', { deep: null }] };
    const { data } = await fetch(entities, { representations }, { read: () => Promise.resolve({ data: { _entities: [row] }, errors: [] }) });
    const [one, other] = (data as { _entities: (typeof row)[] })._entities;
    expect(one).toEqual(other);
    expect(one).not.toBe(other);
    expect(one?.tags[1]).not.toBe(other?.tags[1]);
  });
});

describe('entities', () => {
  it('whose node says one thing of very many of them have a thousand errors, and the others’ answers stay', async () => {
    const representations = [{ __typename: 'Event', id: 'bat:1' }, ...Array.from({ length: 200_000 }, () => ({ __typename: 'Event', id: 'hgt:1' }))];
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { title } } }';
    const { data, errors } = await fetch(query, { representations }, {
      read: (college) => Promise.resolve(college === 'bat' ? { data: { _entities: [{ title: 'Форум' }] }, errors: [] } : { data: { _entities: [null] }, errors: [nodeError(ErrorCode.NODE_TIMEOUT, college, ['_entities', 0])] }),
    });

    expect((data?.['_entities'] as unknown[])[0]).toEqual({ title: 'Форум' });
    expect(errors).toHaveLength(1_000);
  });

  const titles = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Event { title } } }';
  const eventsOf = (college: string, count: number) => Array.from({ length: count }, (_, number) => ({ __typename: 'Event', id: `${college}:${number}` }));

  it('whose node gives nothing for what is wrong with one of them each say so', async () => {
    const { errors } = await fetch(titles, { representations: eventsOf('bat', 3) }, {
      read: () => Promise.resolve({ data: null, errors: [nodeError(ErrorCode.BUSY, 'bat', ['_entities', 1, 'title'])] }),
    });
    expect(errors.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([0, 1, 2].map((place) => [['_entities', place, 'title'], ErrorCode.BUSY]));
  });

  it('whose nodes say very much take nobody’s word away', async () => {
    const much = (college: string) => Array.from({ length: 1_000 }, (_, number) => nodeError(ErrorCode.BAD_USER_INPUT, college, ['_entities', 0, `x${number}`]));
    const representations = COLLEGES.flatMap((college) => eventsOf(college, 1));
    const { errors } = await fetch(titles, { representations }, {
      read: async (college) => {
        if (college !== 'kpk') return { data: { _entities: [{ title: null }] }, errors: much(college) };
        await new Promise((done) => setTimeout(done, 10));
        return { data: null, errors: [nodeError(ErrorCode.NODE_TIMEOUT, college, [])] };
      },
    });
    expect(errors).toHaveLength(2_000);
    expect(errors.filter(({ extensions }) => extensions?.['college'] === 'kpk')).toMatchObject([{ path: ['_entities', 2, 'title'], extensions: { code: ErrorCode.NODE_TIMEOUT } }]);
  });
});
