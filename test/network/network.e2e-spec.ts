import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { globalId } from '#contract/ids.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { leastOf } from '#support/least-of.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR);

const shared = aVolunteer({ displayName: 'Анна К.', fullName: 'Кузнецова Анна Ивановна' });
const private_ = aVolunteer({ displayName: 'Пётр С.' });
const forum = anEvent({ title: 'Перекрёсток', startsAt: inHours(24), coHostCodes: ['bat', 'hgt'] });
const batEvents = Array.from({ length: 30 }, (_, index) => anEvent({ title: `Безенчук ${index}`, startsAt: inHours(25 + 2 * index) }));
const hgtEvents = Array.from({ length: 7 }, (_, index) => anEvent({ title: `Хворостянка ${index}`, startsAt: inHours(26 + 2 * index) }));
const inNetwork = anEvent({ title: 'Для сети', audience: 'NETWORK', startsAt: inHours(10) });
const inCollege = anEvent({ title: 'Для своих', audience: 'COLLEGE', startsAt: inHours(11) });

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork('chhtt', 'bat', 'hgt');
  await network.node('bat').has(shared, ...aMinorsConsent(shared), private_, ...batEvents);
  await network.node('hgt').has(...hgtEvents);
  await network.node('chhtt').has(
    forum,
    inNetwork,
    inCollege,
    aRegistration({ event: forum, volunteer: shared, home: 'bat' }),
    aRegistration({ event: forum, volunteer: private_, home: 'bat' }),
  );
});

afterAll(() => network.stop());

const titles = (nodes: readonly { title: string }[]) => nodes.map(({ title }) => title);

describe('the merged events', () => {
  it('are one list in one order, a page at a time', async () => {
    const expected = [forum, ...batEvents, ...hgtEvents].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const { data, errors } = await network.ask(
        'query($after: String) { events(first: 7, after: $after) { nodes { title host { shortName } } totalCount pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      expect(errors).toEqual([]);
      expect(data.events.totalCount).toBe(38);
      seen.push(...titles(data.events.nodes));
      after = data.events.pageInfo.endCursor;
      if (!data.events.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(titles(expected));
  });

  describe('are the same', () => {
    const curator = aCurator('chhtt');
    const fields = 'id title startsAt placesTaken tags coHosts { code name } host { code name } registrations(first: $n) { totalCount }';
    const page = (variable: string) => network.ask(`query($${variable}: Int!) { events(first: 15) { nodes { ${fields.replace('$n', `$${variable}`)} } } }`, { [variable]: 1 }, curator);

    it('in one phase and in two, which a variable of the feed’s own name takes', async () => {
      const inOne = await page('n');
      expect(inOne.data.events.nodes).toHaveLength(15);
      expect(inOne.data.events.nodes).toContainEqual(expect.objectContaining({ title: 'Перекрёсток', registrations: { totalCount: 2 } }));
      const { data, errors } = await page('feedFirst');
      expect({ data, errors }).toEqual({ data: inOne.data, errors: inOne.errors });
    });

    it('as each of them by itself', async () => {
      const { nodes } = (await page('n')).data.events;
      for (const node of nodes) {
        expect((await network.ask(`query($id: ID!, $n: Int!) { event(id: $id) { ${fields} } }`, { id: node.id, n: 1 }, curator)).data.event).toEqual(node);
      }
    });
  });

  it('may be asked for twice, under two names', async () => {
    const { data, errors } = await network.ask(`{
      early: events(first: 2) { nodes { title } }
      hgt: events(first: 3, filter: { colleges: ["hgt"] }) { nodes { title } coverage { answered { code } missing { reason } } }
    }`);
    expect(errors).toEqual([]);
    expect(titles(data.early.nodes)).toEqual(['Перекрёсток', 'Безенчук 0']);
    expect(titles(data.hgt.nodes)).toEqual(['Хворостянка 0', 'Хворостянка 1', 'Хворостянка 2']);
    expect(data.hgt.coverage).toEqual({ answered: [{ code: 'hgt' }], missing: [] });
  });

  it('of a page of none have their number all the same, and end where they began', async () => {
    const page = 'nodes { id } totalCount pageInfo { hasNextPage endCursor }';
    const none = await network.ask(`{ events(first: 0) { ${page} } }`);
    expect(none.data.events).toEqual({ nodes: [], totalCount: 38, pageInfo: { hasNextPage: true, endCursor: null } });

    const { data } = await network.ask('{ events(first: 3) { pageInfo { endCursor } } }');
    const { endCursor } = data.events.pageInfo;
    const later = await network.ask(`query ($after: String) { events(first: 0, after: $after) { ${page} } }`, { after: endCursor });
    expect(later.data.events).toEqual({ nodes: [], totalCount: 38, pageInfo: { hasNextPage: true, endCursor } });
  });

  it.each([
    ['a cursor of nobody', 'after: "bm9uc2Vuc2U"', /cursor/],
    ['less than nothing', 'first: -1', /^first: must be 0 or more, and is -1$/],
    ['a time that is none', 'filter: { from: "yesterday" }', /yesterday/],
    ['a college that is none', 'filter: { colleges: ["nowhere"] }', /nowhere/],
    ['a text that no node takes', `filter: { text: "${'ы'.repeat(201)}" }`, /filter\.text: must have at most 200/],
  ])('refuse %s, and say so', async (_what, argument, message) => {
    const { errors } = await network.ask(`{ events(${argument}) { nodes { id } } }`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(message);
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors[0]?.extensions.code);
  });

  it('of one college refuse a college that is none in the same words, and are empty where another was meant', async () => {
    const problem = { message: 'filter.colleges: the network has no college "nobody".', extensions: { code: 'BAD_USER_INPUT' } };
    const ofAll = await network.ask('{ events(filter: { colleges: ["nobody"] }) { totalCount } }');
    expect(ofAll.errors).toMatchObject([{ ...problem, path: ['events'] }]);
    const ofOne = await network.ask('{ college(code: "bat") { code events(filter: { colleges: ["bat", "nobody"] }) { totalCount } } }');
    expect(ofOne.errors).toMatchObject([{ ...problem, path: ['college', 'events'] }]);
    expect(ofOne.data).toEqual({ college: { code: 'bat', events: null } });
    const ofAnother = await network.ask('{ college(code: "bat") { events(filter: { colleges: ["hgt"] }) { totalCount } } }');
    expect(ofAnother).toMatchObject({ data: { college: { events: { totalCount: 0 } } }, errors: [] });
  });

  it.each([
    ['practices', 'colleges'],
    ['practices', 'adoptedBy'],
    ['offers', 'colleges'],
  ])('and so do %s narrowed by %s', async (list, argument) => {
    const problem = { message: `filter.${argument}: the network has no college "nobody".`, extensions: { code: 'BAD_USER_INPUT' } };
    const narrowed = `${list}(filter: { ${argument}: ["bat", "nobody"] }) { totalCount }`;
    expect((await network.ask(`{ ${narrowed} }`)).errors).toMatchObject([{ ...problem, path: [list] }]);
    const ofOne = await network.ask(`{ college(code: "bat") { code ${narrowed} } }`);
    expect(ofOne.errors).toMatchObject([{ ...problem, path: ['college', list] }]);
    expect(ofOne.data).toEqual({ college: { code: 'bat', [list]: null } });
    expect((await network.ask(`{ college(code: "bat") { ${list}(filter: { ${argument}: ["hgt"] }) { totalCount } } }`)).errors).toEqual([]);
  });
});

describe('an id in upper case', () => {
  const shouted = forum.id.toUpperCase();

  it('finds the same event, which answers with its own', async () => {
    const { data, errors } = await network.ask('query ($id: ID!) { event(id: $id) { id title host { code name } } }', { id: `chhtt:${shouted}` });
    expect(errors).toEqual([]);
    expect(data.event).toMatchObject({ id: `chhtt:${forum.id}`, title: forum.title, host: { code: 'chhtt' } });
  });

  it('inside a cursor means the same place', async () => {
    const [lower, upper] = await Promise.all(
      [forum.id, shouted].map(async (id) => {
        const after = encodeCursor(eventKey(forum.startsAt, globalId('chhtt', id)));
        return (await network.ask('query ($after: String) { events(first: 2, after: $after) { nodes { id } } }', { after })).data;
      }),
    );
    expect(upper).toEqual(lower);
    expect(upper.events.nodes).toHaveLength(2);
  });
});

describe('who sees which events', () => {
  const query = '{ events(first: 3) { nodes { title } } }';

  it('a visitor sees public ones', async () => {
    expect(titles((await network.ask(query)).data.events.nodes)).toEqual(['Перекрёсток', 'Безенчук 0', 'Хворостянка 0']);
  });

  it("a partner's volunteer sees the network's too", async () => {
    const { data } = await network.as(aVolunteerActor('bat')).ask(query);
    expect(titles(data.events.nodes)).toEqual(['Для сети', 'Перекрёсток', 'Безенчук 0']);
  });

  it("the host's own people see all of them", async () => {
    const { data } = await network.as(aVolunteerActor('chhtt')).ask(query);
    expect(titles(data.events.nodes)).toEqual(['Для сети', 'Для своих', 'Перекрёсток']);
  });
});

describe('links between colleges', () => {
  const registrations = `query($id: ID!) { event(id: $id) { title coHosts { code name } registrations {
    totalCount nodes { status home { code shortName } volunteer { id displayName fullName home { code city } } } } } }`;

  it("lead the host's curator to the volunteers' own colleges, and no further than they share", async () => {
    const { data, errors } = await network.as(aCurator('chhtt')).ask(registrations, { id: globalId('chhtt', forum.id) });
    expect(data.event.coHosts.map(({ code }: { code: string }) => code)).toEqual(['bat', 'hgt']);
    expect(data.event.registrations.totalCount).toBe(2);
    const byName = Object.fromEntries(
      data.event.registrations.nodes.map((node: { volunteer: { id: string } }) => [node.volunteer.id, node]),
    );
    expect(byName[globalId('bat', shared.id)]).toMatchObject({
      status: 'CONFIRMED',
      home: { code: 'bat' },
      volunteer: { displayName: 'Анна К.', fullName: null, home: { code: 'bat' } },
    });
    expect(byName[globalId('bat', private_.id)].volunteer.displayName).toBeNull();
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'FORBIDDEN', college: 'bat' },
      { code: 'FORBIDDEN', college: 'bat' },
    ]);
    expect(errors[0]?.path).toEqual(['event', 'registrations', 'nodes', 0, 'volunteer', 'fullName']);
  });

  it('tell a visitor of nobody', async () => {
    const { data } = await network.ask(registrations, { id: globalId('chhtt', forum.id) });
    expect(data.event.registrations).toEqual({ totalCount: 0, nodes: [] });
  });

  it("give a volunteer's own curator everything", async () => {
    const query = 'query($id: ID!) { volunteer(id: $id) { fullName birthDate home { name } } }';
    const { data, errors } = await network.as(aCurator('bat')).ask(query, { id: globalId('bat', private_.id) });
    expect(errors).toEqual([]);
    expect(data.volunteer).toMatchObject({ fullName: private_.fullName, birthDate: '2009-05-17' });
  });
});

describe('ids', () => {
  it.each([
    ['of nobody', 'nobody:0192f3c4-0000-7000-8000-000000000001'],
    ['that are none', 'nonsense'],
    ['of nothing', 'hgt:0192f3c4-0000-7000-8000-000000000001'],
  ])('%s are not found, and the rest of the answer stands', async (_what, id) => {
    const { data, errors } = await network.ask('query($id: ID!, $forum: ID!) { event(id: $id) { title } other: event(id: $forum) { title } }', {
      id,
      forum: globalId('chhtt', forum.id),
    });
    expect(data).toEqual({ event: null, other: { title: 'Перекрёсток' } });
    expect(errors).toMatchObject([{ path: ['event'], extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('who is asking', () => {
  it('is nobody for a visitor', async () => {
    expect((await network.ask('{ viewer { id } }')).data).toEqual({ viewer: null });
  });

  it("is answered by the actor's own college", async () => {
    const { data, errors } = await network
      .as(aVolunteerActor('bat', shared))
      .ask('{ viewer { displayName roles college { name } volunteer { fullName } } }');
    expect(errors).toEqual([]);
    expect(data.viewer).toMatchObject({ roles: ['VOLUNTEER'], volunteer: { fullName: shared.fullName } });
  });

  it('is refused with a token that proves nobody', async () => {
    const response = await fetch(`${network.gateway.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
      body: JSON.stringify({ query: '{ network { colleges } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('a college whose node is down', () => {
  const query = `{
    colleges { code name availability events(first: 1) { nodes { title } } }
    events(first: 3) { nodes { title } coverage { answered { code } missing { college { code name } reason } } }
    network { colleges figures { coverage { missing { college { code } reason } } } }
  }`;

  afterAll(() => network.node('bat').restart());

  it('row 73: takes nothing from the others, and is named', async () => {
    await network.node('bat').kill();
    const { data, errors } = await network.ask(query);
    const [bat, chhtt] = data.colleges;
    expect(bat).toMatchObject({ code: 'bat', events: null });
    expect(bat.name).not.toBe('');
    expect(chhtt.events.nodes).toEqual([{ title: 'Перекрёсток' }]);
    expect(titles(data.events.nodes)).toEqual(['Перекрёсток', 'Хворостянка 0', 'Хворостянка 1']);
    expect(data.events.coverage.answered).toEqual([{ code: 'chhtt' }, { code: 'hgt' }]);
    expect(data.events.coverage.missing).toMatchObject([{ college: { code: 'bat' }, reason: 'NODE_UNAVAILABLE' }]);
    expect(errors).toContainEqual(
      expect.objectContaining({ path: ['colleges', 0, 'events'], extensions: { code: 'NODE_UNAVAILABLE', college: 'bat' } }),
    );
    expect(errors).toContainEqual(
      expect.objectContaining({ path: ['events'], extensions: { code: 'NODE_UNAVAILABLE', college: 'bat' } }),
    );
    const again = await network.ask('{ college(code: "bat") { availability } }');
    expect(again.data.college.availability).toBe('UNREACHABLE');
  });

  it('row 74: or frozen, holds nobody up for more than 3.5 s', async () => {
    const least = await leastOf(3_500, async () => {
      await network.node('bat').restart();
      await network.ask('{ events(first: 1) { nodes { id } } }');
      network.node('bat').freeze();
      const { data, errors, milliseconds } = await network.ask(query).finally(() => network.node('bat').resume());
      expect(titles(data.events.nodes)).toEqual(['Перекрёсток', 'Хворостянка 0', 'Хворостянка 1']);
      expect(data.events.coverage.missing).toMatchObject([{ college: { code: 'bat' }, reason: 'NODE_TIMEOUT' }]);
      expect(errors.map(({ extensions }) => extensions.code)).toContain('NODE_TIMEOUT');
      return milliseconds;
    });
    expect(least).toBeLessThan(3_500);
  });
});

describe('the roster', () => {
  it('lets a college leave and come back, with no restart and no composition', async () => {
    const roster = network.roster.colleges;
    const codes = async () => (await network.ask('{ colleges { code } }')).data.colleges.map(({ code }: { code: string }) => code);

    await network.roster.write(roster.filter(({ code }) => code !== 'hgt'));
    await until('hgt is gone', async () => (await codes()).join() === 'bat,chhtt');
    expect((await network.ask('{ events(first: 100) { totalCount } }')).data.events.totalCount).toBe(31);

    await network.roster.write(roster);
    await until('hgt is back', async () => (await codes()).join() === 'bat,chhtt,hgt');
    expect((await network.ask('{ events(first: 100) { totalCount } }')).data.events.totalCount).toBe(38);
  });
});
