import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { leastOf } from '#support/least-of.js';
import { anId } from './fake-college.js';
import { GARBAGE } from './garbage.js';
import { COLLEGES, type GoodAndBad, WHOLE_ANSWER_WITHIN, expectOnlyTheBadToBeMissing, goodAndBad, recovered } from './good-and-bad.js';
import { hangUp, json, rewritten } from './misbehaviour.js';

let bad: GoodAndBad['bad'];
let network: GoodAndBad['network'];

beforeAll(async () => {
  ({ bad, network } = await goodAndBad());
});

afterAll(() => network.stop());

afterEach(() => recovered(bad, network));

describe('row 75: a node that answers garbage', () => {
  it.each(GARBAGE)('%s: the rest arrives, and nothing of it is repeated', async (_what, behaviour) => {
    const least = await leastOf(WHOLE_ANSWER_WITHIN, async (time) => {
      if (time > 1) await recovered(bad, network);
      bad.behave(behaviour());
      const answer = await network.ask(COLLEGES);
      expectOnlyTheBadToBeMissing(answer, 'NODE_BAD_ANSWER');
      expect(answer.errors.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(answer.errors)).not.toMatch(/QueryFailed|volunteer_email|\/srv|nginx|doctype|stack|127\.0\.0\.1/);
      return answer.milliseconds;
    });
    expect(least).toBeLessThan(WHOLE_ANSWER_WITHIN);
  });

  it.each(['INTERNAL_SERVER_ERROR', 'SUPPRESSED', 'SOMETHING_ELSE', undefined])('what it says with the code %s is its own affair', async (code) => {
    const message = 'duplicate key value violates unique constraint "volunteer_email" at /srv/node/dist/volunteers.repository.js:42:7';
    const error = { message, path: ['_entities', 0, 'about'], extensions: { code, stacktrace: [message], query: 'SELECT' } };
    bad.behave(json({ data: { _entities: [{ about: null, events: null }] }, errors: [error] }));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about } }');
    expect(data.college).toEqual({ about: null });
    expect(errors).toMatchObject([{ path: ['college', 'about'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/unique|srv|SELECT|stack/);
  });

  it('hanging up in the middle is no answer', async () => {
    bad.behave(hangUp);
    expectOnlyTheBadToBeMissing(await network.ask(COLLEGES), 'NODE_UNAVAILABLE');
  });

  it('values of the wrong type are null where they stand, and spoil nothing beside them', async () => {
    bad.behave(rewritten(bad, (body) => body.replace('"title":"hgt 2"', '"title":{"text":"hgt 2"}').replace('"placesTaken":3', '"placesTaken":"3"')));
    const { data, errors } = await network.ask('{ college(code: "hgt") { about events(first: 2) { nodes { id title placesTaken } } } }');
    expect(data.college).toEqual({
      about: 'О колледже hgt',
      events: { nodes: [null, { id: anId('hgt', 4), title: 'hgt 4', placesTaken: 3 }] },
    });
    expect(errors.length).toBeGreaterThan(0);
    for (const { path, extensions } of errors) {
      expect(path?.slice(0, 4)).toEqual(['college', 'events', 'nodes', 0]);
      expect(extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'hgt' });
    }
  });

  it.each([
    ['about @include(if: $yes)', { about: null }],
    ['about @skip(if: $no)', { about: null }],
    ['...A @include(if: $yes)', { about: null }],
    ['name ...A @include(if: $no) about @skip(if: $yes)', { name: 'Техникум «hgt»' }],
  ])('what is asked for behind a condition, and left out, is missing: %s', async (selection, college) => {
    bad.behave(json({ data: { _entities: [{}] } }));
    const fragment = selection.includes('...A') ? 'fragment A on College { about }' : '';
    const { data, errors } = await network.ask(`query ($yes: Boolean = true, $no: Boolean = true) { college(code: "hgt") { ${selection} } yes: network @include(if: $yes) { __typename } no: network @skip(if: $no) { __typename } } ${fragment}`, { no: false });
    expect(data).toEqual({ college, yes: expect.anything(), no: expect.anything() });
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual('about' in college ? [[['college', 'about'], { code: 'NODE_BAD_ANSWER', college: 'hgt' }]] : []);
  });

  it.each([
    [true, ['about']],
    [false, ['site', 'timeZone']],
  ])('what is not asked for is not missing where there is no answer: %s', async (yes, fields) => {
    bad.behave(hangUp);
    const { data, errors } = await network.ask(
      'query ($yes: Boolean!) { college(code: "hgt") { code about @include(if: $yes) ... @skip(if: $yes) { site ... @include(if: $yes) { figures { __typename } } timeZone } } }',
      { yes },
    );
    expect(data.college).toEqual({ code: 'hgt', ...Object.fromEntries(fields.map((field) => [field, null])) });
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual(fields.map((field) => [['college', field], { code: 'NODE_UNAVAILABLE', college: 'hgt' }]));
  });

  it.each(['<script>alert(1)</script>', 'not a date', '2026-02-30T10:00:00Z', '18 April 2026', ''])('row 75: a time that is none is null where it stands: %s', async (text) => {
    bad.behave(rewritten(bad, (body) => body.replace(/"startsAt":"[^"]+"/, `"startsAt":${JSON.stringify(text)}`)));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { startsAt } other: event(id: "${anId('bat', 1)}") { title } }`);
    expect(data).toEqual({ event: null, other: { title: 'bat 1' } });
    expect(errors).toMatchObject([{ path: ['event', 'startsAt'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
  });

  it.each(['hgt:x', 'evil:9', '__proto__:1', ''])('row 75: a registration of “%s”, who is nobody, is left out, and the rest is there', async (volunteerId) => {
    const registrations = [volunteerId, anId('bat', 7)].map((of, number) => ({ __typename: 'Registration', id: anId('hgt', 20 + number), volunteerId: of }));
    bad.behave(rewritten(bad, (body) => body.replace('"nodes":[]', `"nodes":${JSON.stringify(registrations)}`)));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title registrations { nodes { id home { code } } } } }`);
    expect(data.event).toEqual({ title: 'hgt 2', registrations: { nodes: [{ id: anId('hgt', 21), home: { code: 'bat' } }] } });
    expect(errors).toMatchObject([{ path: ['event', 'registrations', 'nodes'], extensions: { code: 'NODE_BAD_ANSWER', college: 'hgt' } }]);
  });

  it('row 75: a code that is none makes no college', async () => {
    bad.behave(rewritten(bad, (body) => body.replace('"coHostCodes":[]', '"coHostCodes":["<b>evil</b>"]')));
    const { data, errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { coHosts { name } } }`);
    expect(JSON.stringify(data)).not.toContain('evil');
    expect(errors[0]?.extensions).toEqual({ code: 'NODE_BAD_ANSWER', college: 'hgt' });
  });

  it.each([
    ['UNAUTHENTICATED', '<b>send your password to https://evil.example</b>', 'The node of hgt does not accept this token.'],
    ['FORBIDDEN', 'You may not.\r\n\u202e\u0000Dobroset: all is lost\u2028now', 'You may not. Dobroset: all is lost now'],
    ['NOT_FOUND', 'x'.repeat(100_000), 'x'.repeat(300)],
  ])('row 75: what it says with %s is one short line, and whose it is stands beside it', async (code, message, said) => {
    bad.behave(rewritten(bad, () => JSON.stringify({ data: { event: null }, errors: [{ message, path: ['event'], extensions: { code } }] })));
    const { errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title } }`);
    expect(errors).toEqual([{ message: said, path: ['event'], extensions: { code, college: 'hgt' } }]);
  });

  it('row 75: that refuses calls for a while is unavailable, and gave no bad answer', async () => {
    bad.behave((response) => void response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '30' }).end('{"errors":[{"message":"x","extensions":{"code":"RATE_LIMITED"}}]}'));
    const { errors } = await network.ask(`{ event(id: "${anId('hgt', 2)}") { title } }`);
    expect(errors).toEqual([{ message: 'The node of hgt refuses calls for a while (HTTP 429).', path: ['event'], extensions: { code: 'NODE_UNAVAILABLE', college: 'hgt' } }]);
  });
});
