import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { execute, parse } from 'graphql';
import { contractOf } from './contract.js';
import type { NodeAnswer, Variables } from './graph-context.js';
import { Operations } from './operation.js';
import { rawAnswer, readAnswer } from './read-answer.js';

const contract = contractOf(
  parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type College @key(fields: "code") { code: ID! about: String }
    enum Kind { SERVICE MEETING }
    type Speaker { name: String! topic: String }
    type Event @key(fields: "id") {
      id: ID! title: String! kind: Kind places: Int rate: Float open: Boolean! tags: [String!]! volunteerId: ID
      speakers: [Speaker!]! parts: [Event!]! related: [Event] grid: [[Int!]] host: College
    }
    type FullError { capacity: Int! }
    union Result = Event | FullError
    type Query { event(id: ID!): Event events: [Event!] result: Result }
  `),
  {},
);

const DOCUMENT = `query ($yes: Boolean = true) {
  event(id: "bat:1") {
    key: id title kind places rate open tags volunteerId grid
    speakers { name topic } speakers { name }
    parts { id ...Related @include(if: $yes) }
    related { id host { code about } }
  }
  events { id title }
  result { __typename ... on Event { id name: title } ... on FullError { capacity } }
}
fragment Related on Event { ...on Event { title host { code } } }`;

const HONEST = {
  event: {
    key: 'bat:1',
    title: 'Встреча',
    kind: 'MEETING',
    places: 7,
    rate: 0.5,
    open: true,
    tags: ['a', 'b'],
    volunteerId: 'hgt:0192f3c4-0000-7000-8000-000000000009',
    grid: [[1, 2], null, []],
    speakers: [{ name: 'И.', topic: null }],
    parts: [
      { id: 'bat:2', title: 'Первая', host: { code: 'bat' } },
      { id: 'bat:3', title: 'Вторая', host: null },
    ],
    related: [null, { id: 'bat:4', host: { code: 'bat', about: 'О нас' } }],
  },
  events: [{ id: 'bat:5', title: 'Т' }],
  result: { __typename: 'FullError', capacity: 3 },
};

const operations = new Operations(contract);

function shaped(data: unknown, variables: Variables = {}): NodeAnswer {
  return readAnswer(rawAnswer({ data }), operations.prepare(DOCUMENT, new Set()), variables, 'bat');
}

/** A copy with another value at one place. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest, to);
  return copy;
}

function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, child]) => placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((outer, step) => (outer as Record<string | number, unknown> | null)?.[step], value);
}

/** graphql-js itself, given an answer as its data: the same comes out only if every type, list and null is right. */
function asGraphql(rootValue: unknown) {
  return JSON.parse(JSON.stringify(execute({ schema: contract.schema, document: parse(DOCUMENT), rootValue: readable(rootValue) }))) as unknown;
}

/** A whole number is an ID too (GraphQL §3.5.5), and graphql-js writes it as text; a client sees the gateway's text of it. */
function idsAsText(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value: unknown) => (key === 'volunteerId' && typeof value === 'number' ? String(value) : value));
}

/** Aliases stand in the answer; graphql-js reads fields. */
function readable(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data).replaceAll('"key":', '"id":').replaceAll('"name":"Т', '"title":"Т'));
}

describe('shaping', () => {
  it('leaves an honest answer as it is', () => {
    expect(shaped(HONEST)).toEqual({ data: HONEST, errors: [] });
  });

  it('lets nothing through but what was asked for, of the right types and of the node itself, whatever it is given', () => {
    const places = placesIn(HONEST);
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('hgt:1', 'bat:7', 2 ** 31, 1.5, 'SERVICE', [], [null], [[]], {}, null));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), anything), { minLength: 1, maxLength: 4 }), (changes) => {
        let data: unknown = HONEST;
        for (const [path, value] of changes) {
          if (path.length === 0 || (typeof at(data, path.slice(0, -1)) === 'object' && at(data, path.slice(0, -1)) !== null)) data = changed(data, path, value);
        }
        if (typeof data !== 'object' || data === null || Array.isArray(data)) return;
        const answer = shaped(data);

        expect(asGraphql(answer.data)).toEqual({ data: idsAsText(answer.data) });
        expect(JSON.stringify(answer.data)).not.toMatch(/"(key|id|code)":"(?!bat["":])/);
        for (const { path } of answer.errors) expect(path.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [['event', 'title'], { text: 'x' }, ['event'], 'NODE_BAD_ANSWER'],
    [['event', 'kind'], 'PARTY', ['event', 'kind'], 'CONTRACT_SKEW'],
    [['event', 'places'], '7', ['event', 'places'], 'NODE_BAD_ANSWER'],
    [['event', 'places'], 2 ** 31, ['event', 'places'], 'NODE_BAD_ANSWER'],
    [['event', 'open'], null, ['event'], 'NODE_BAD_ANSWER'],
    [['event', 'tags', 1], null, ['event'], 'NODE_BAD_ANSWER'],
    [['event', 'grid', 0], 5, ['event', 'grid', 0], 'NODE_BAD_ANSWER'],
    [['event', 'speakers'], {}, ['event'], 'NODE_BAD_ANSWER'],
    [['event', 'key'], 'hgt:1', ['event'], 'NODE_BAD_ANSWER'],
    [['event', 'related', 1, 'host', 'code'], 'hgt', ['event', 'related', 1, 'host'], 'NODE_BAD_ANSWER'],
    [['result', '__typename'], 'QuotaError', ['result'], 'CONTRACT_SKEW'],
    [['result', '__typename'], 'Speaker', ['result'], 'CONTRACT_SKEW'],
    [['result', '__typename'], '', ['result'], 'NODE_BAD_ANSWER'],
    [['result', '__typename'], null, ['result'], 'NODE_BAD_ANSWER'],
    [['result', '__typename'], { toString: null }, ['result'], 'NODE_BAD_ANSWER'],
  ] as const)('of %j as %j makes %j null, with %s', (path, value, nullAt, code) => {
    const answer = shaped(changed(HONEST, path, value));
    expect(at(answer.data, nullAt)).toBeNull();
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]?.extensions).toEqual({ code, college: 'bat' });
    expect(answer.errors[0]?.path.slice(0, nullAt.length)).toEqual(nullAt);
    expect(answer.data?.['events']).toEqual(HONEST.events);
  });

  it("takes a foreign row out of a list that may not hold null, and leaves the node's own", () => {
    const { data, errors } = shaped(changed(HONEST, ['event', 'parts', 0, 'id'], 'hgt:2'));
    expect(at(data, ['event', 'parts'])).toEqual([HONEST.event.parts[1]]);
    expect(errors).toMatchObject([{ path: ['event', 'parts'], extensions: { code: 'NODE_BAD_ANSWER' } }]);
  });

  it('says of a list once that rows have left it, and of the rows that stay what is wrong with them where they are now', () => {
    const [one, two] = HONEST.event.parts;
    const parts = [{ ...one, id: 'hgt:2' }, one, { id: 'hgt:3' }, { ...two, host: { code: 'hgt' } }];
    const { data, errors } = shaped(changed(HONEST, ['event', 'parts'], parts));
    expect(at(data, ['event', 'parts'])).toEqual([one, two]);
    expect(errors.map(({ path }) => path)).toEqual([['event', 'parts'], ['event', 'parts', 1, 'host']]);
  });

  it('moves what the node itself says of rows to where they are now, and to the list where they have left it', () => {
    const [one, two] = HONEST.event.parts;
    const data = changed(HONEST, ['event', 'parts'], [{ ...one, id: 'hgt:2' }, one, two]);
    const paths = [['event', 'parts', 0, 'host'], ['event', 'parts', 2, 'host'], ['event', 'parts', 7], ['event', 'parts'], ['event', 'related', 1, 'host']];
    const errors = paths.map((path) => ({ message: 'No.', path, extensions: { code: 'FORBIDDEN' } }));
    const answer = readAnswer(rawAnswer({ data, errors }), operations.prepare(DOCUMENT, new Set()), {}, 'bat');
    const forbidden = answer.errors.filter(({ extensions }) => extensions.code === 'FORBIDDEN').map(({ path }) => path);
    expect(forbidden).toEqual([['event', 'parts'], ['event', 'parts', 1, 'host'], ['event', 'related', 1, 'host']]);
  });

  it("keeps another college's id where the contract has it as text", () => {
    expect(at(shaped(HONEST).data, ['event', 'volunteerId'])).toBe(HONEST.event.volunteerId);
  });

  it("and has whoever writes it otherwise answer for that, not its owner", () => {
    const capitals = changed(HONEST, ['event', 'volunteerId'], HONEST.event.volunteerId.replace('f3c4', 'F3C4'));
    expect(shaped(capitals).errors).toMatchObject([{ path: ['event', 'volunteerId'], extensions: { code: 'NODE_BAD_ANSWER', college: 'bat' } }]);
  });

  it('row 56: keeps the keys of JavaScript out of the way', () => {
    const data = JSON.parse(JSON.stringify(HONEST).replace('{"key"', '{"__proto__":{"polluted":1},"constructor":7,"key"')) as unknown;
    const answer = shaped(data);
    expect(answer).toEqual({ data: HONEST, errors: [] });
    expect(Object.getPrototypeOf(answer.data?.['event'])).toBe(Object.prototype);
  });

  it('notes what is missing, and not what a condition left out', () => {
    const { event, ...rest } = HONEST;
    const lacking = { ...rest, event: { ...event, parts: [{ id: 'bat:2' }], places: undefined } };
    expect(shaped(lacking).errors.map(({ path }) => path)).toEqual([['event', 'places'], ['event', 'parts', 0, 'title']]);
    const { data, errors } = shaped(lacking, { yes: false });
    expect(at(data, ['event', 'parts'])).toEqual([{ id: 'bat:2' }]);
    expect(at(data, ['event', 'places'])).toBeNull();
    expect(errors.map(({ path }) => path)).toEqual([['event', 'places']]);
  });

  it('of a million flaws keeps a thousand', () => {
    const parts = Array.from({ length: 1_000 }, () => ({ id: 7, title: 7 }));
    const { data, errors } = shaped({ ...HONEST, event: { ...HONEST.event, related: parts.map(() => ({})), parts } });
    expect(data?.['events']).toEqual(HONEST.events);
    expect(errors).toHaveLength(1_000);
  });
});
