import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const ADD = 'mutation ($input: VolunteerInput!) { addVolunteer(input: $input) { __typename ... on Volunteer { id fullName } } }';
const PEOPLE = '{ college(code: "chhtt") { volunteers { nodes { fullName } } } }';
const TEXTS = 'query ($text: String, $tags: [String!]) { events(filter: { text: $text, tags: $tags }) { totalCount nodes { title } } }';

/** Nothing of how we are built: SQL, its errors and names, files, stacks, addresses. */
const INNER = /select|insert|constraint|duplicate|relation|one_of_a_kind|hidden_away|queryfailed|pg_|postgres|\.js|\.ts|node_modules|\bat [A-Z]\w*\.|\/work|\/dist|https?:\/\/|127\.0\.0\.1|stack/i;

const SECRET = { fullName: 'Тайнова Секретина Приватовна', birthDate: '2009-02-03', email: 'secretina@example.org', phone: '+7 900 123-45-67' };

let network: TestNetwork;
const curator = aCurator('chhtt');
const known = aVolunteer({ fullName: 'Известнова Анна Ивановна' });

beforeAll(async () => {
  network = await startNetwork('chhtt', 'bat');
  await network.node('chhtt').has(known, anEvent({ title: 'Субботник' }));
});

afterAll(() => network.stop());

interface Told {
  readonly id: string;
  readonly text: string;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function ask(query: string, variables: object): Promise<Told> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await network.token(curator)}` };
  const response = await fetch(`${network.gateway.origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const text = await response.text();
  return { id: response.headers.get('x-request-id') ?? '', text, errors: JSON.parse(text).errors };
}

/** What a node's log says under the id that the client was given. */
async function loggedAs(id: string): Promise<Record<string, unknown>> {
  const lineOf = () => network.node('chhtt').log.split('\n').find((line) => line.includes(id));
  await until(`the node’s log tells of ${id}`, () => lineOf() !== undefined);
  return JSON.parse(lineOf() ?? '').message;
}

describe('row 28: what breaks inside a node', () => {
  it('a unique violation that nobody foresaw says nothing of the database, and the log knows it by the client’s id', async () => {
    const message = "'duplicate key (email)=(' || NEW.email || ') of ' || NEW.full_name";
    await network.node('chhtt').rowsOf(`CREATE FUNCTION taken() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE unique_violation USING MESSAGE = ${message}, CONSTRAINT = 'one_of_a_kind'; END $$`);
    await network.node('chhtt').rowsOf('CREATE TRIGGER taken BEFORE INSERT ON volunteer FOR EACH ROW EXECUTE FUNCTION taken()');
    const { id, text, errors } = await ask(ADD, { input: SECRET });
    await network.node('chhtt').rowsOf('DROP FUNCTION taken CASCADE');
    expect(errors).toMatchObject([{ path: ['addVolunteer'], extensions: { code: 'NODE_BAD_ANSWER', college: 'chhtt' } }]);
    expect(text).not.toMatch(INNER);
    expect(await loggedAs(id)).toMatchObject({ requestId: id, error: expect.stringContaining('23505'), constraint: 'one_of_a_kind' });
  });

  it('a throw says nothing of the code, and the log knows it by the client’s id', async () => {
    await network.node('chhtt').rowsOf('ALTER TABLE volunteer RENAME TO hidden_away');
    try {
      const { id, text, errors } = await ask(PEOPLE, {});
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions } of errors) expect(extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'chhtt' });
      expect(text).not.toMatch(INNER);
      expect(await loggedAs(id)).toMatchObject({ requestId: id, stack: expect.anything() });
    } finally {
      await network.node('chhtt').rowsOf('ALTER TABLE hidden_away RENAME TO volunteer');
    }
  });

  it('an id that the client chose is the one in the log', async () => {
    await network.node('chhtt').rowsOf('ALTER TABLE volunteer RENAME TO hidden_away');
    try {
      const headers = { 'content-type': 'application/json', 'x-request-id': 'chosen-by-client', authorization: `Bearer ${await network.token(curator)}` };
      await fetch(`${network.gateway.origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: PEOPLE }) });
      expect(await loggedAs('chosen-by-client')).toMatchObject({ requestId: 'chosen-by-client' });
    } finally {
      await network.node('chhtt').rowsOf('ALTER TABLE hidden_away RENAME TO volunteer');
    }
  });
});

const ODD_TEXTS: readonly [string, string][] = [
  ['NUL', 'а\0б'],
  ['half of a surrogate pair', 'a\ud83d'],
  ['the other half', '\ude00b'],
  ['right to left, and back', '\u202eкнижка\u202c \u200f\u2066x\u2069'],
  ['10,000 emoji', '😀'.repeat(10_000)],
  ['many joined into one', '👩‍👩‍👧‍👦'.repeat(20)],
  ['й in one piece', 'й'.normalize('NFC')],
  ['й in two', 'й'.normalize('NFD')],
  ['what LIKE takes for anything', '%_\\'],
  ['SQL', "'; DROP TABLE event; --"],
  ['SQL that is always true', "x' OR '1'='1"],
  ['SQL with a comment', "x')) UNION SELECT email FROM volunteer --"],
  ['a place for a value', '$1 :id ?'],
  ['markup', '<script>alert(1)</script>'],
];

describe('rows 54 and 55: text that is not what it seems', () => {
  const answered = [200, 400];
  /** A page that a node refuses to give is a list without that college. */
  const REFUSED = ['BAD_USER_INPUT'];

  it.each(ODD_TEXTS)('%s: in a filter finds nothing or is refused, and breaks nothing', async (_what, text) => {
    for (const variables of [{ text }, { tags: [text] }]) {
      const { status, data, errors } = await network.ask(TEXTS, variables);
      expect(answered).toContain(status);
      for (const { extensions } of errors) expect(REFUSED).toContain(extensions.code);
      if (errors.length === 0) expect(data.events.nodes).toEqual([]);
    }
    expect((await network.ask(TEXTS, { text: 'Субботник' })).data.events.totalCount).toBe(1);
  });

  it.each(ODD_TEXTS)('%s: as an id, a code or a cursor is nobody’s', async (_what, text) => {
    const query = 'query ($id: ID!, $after: String) { event(id: $id) { title } college(code: $id) { name } events(after: $after) { totalCount } }';
    const { status, errors } = await network.ask(query, { id: `chhtt:${text}`, after: text });
    expect(answered).toContain(status);
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors) expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(extensions.code);
  });

  it.each(ODD_TEXTS)('%s: as a name comes back as it was, or is refused', async (_what, text) => {
    const { data, errors } = await network.ask(ADD, { input: { fullName: text, email: `${crypto.randomUUID()}@example.org` } }, curator);
    if (data.addVolunteer?.__typename === 'DuplicateVolunteerError') expect(text).not.toBe(text.normalize('NFC'));
    else if (errors.length === 0) expect(data.addVolunteer.fullName.normalize('NFC')).toBe(text.trim().normalize('NFC'));
    else expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('row 40: the logs of the gateway and of the nodes', () => {
  it('tell nothing of people and no tokens, whatever went wrong', async () => {
    const token = await network.token(curator);
    await network.ask('query ($id: ID!) { volunteer(id: $id) { fullName nonsense } }', { id: SECRET.fullName }, curator);
    await network.ask('query ($f: EventFilter) { events(filter: $f) { totalCount } }', { f: { text: { no: SECRET.email } } }, curator);
    await fetch(`${network.gateway.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}x` }, body: `{"query":"${SECRET.email}` });
    await fetch(network.node('chhtt').endpoint, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: SECRET.email }) });
    await until('the node’s log tells of the stranger', () => network.node('chhtt').log.includes('"refused"'));
    const log = [network.gateway, network.node('chhtt'), network.node('bat')].map((server) => server.log).join('');
    const personal = [...Object.values(SECRET), known.fullName, known.email ?? '', curator.id];
    for (const text of personal) expect(log).not.toContain(text);
    for (const part of token.split('.')) expect(log).not.toContain(part);
    expect(log).not.toMatch(/Bearer|eyJ[\w-]{10}/);
    expect(log).not.toMatch(/fullName|totalCount/);
  });

  it('are one JSON object a line', () => {
    for (const line of `${network.gateway.log}${network.node('chhtt').log}`.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  });
});
