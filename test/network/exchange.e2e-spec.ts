import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { edited } from '#support/edited.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice, anAdoption } from '#support/factories/practice.factory.js';
import type { Json } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';

const COLLEGES = ['chhtt', 'bat', 'hgt'] as const;
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Math.floor(Date.now() / MINUTE) * MINUTE - minutes * MINUTE);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork(...COLLEGES);
});
afterAll(() => network.stop());

const curator = { chhtt: aCurator('chhtt'), bat: aCurator('bat'), hgt: aCurator('hgt') };

async function does(as: Actor, deed: string, variables = {}): Promise<Json> {
  const { data, errors } = await network.ask(`mutation ${deed}`, variables, as);
  expect(errors).toEqual([]);
  return data.deed;
}

describe('practices of the network', () => {
  /** Every third of the same moment in all colleges. */
  const rows = COLLEGES.flatMap((college, which) =>
    Array.from({ length: 9 }, (_, index) => ({
      college,
      practice: aPractice({ title: `${college} ${index}`, publishedAt: ago(10 + index * 6 + (index % 3 === 0 ? 0 : which)), tags: index % 2 === 0 ? ['река'] : [] }),
    })),
  );
  const key = ({ college, practice }: (typeof rows)[number]) => `${practice.publishedAt.toISOString()}|${globalId(college, practice.id)}`;
  const newestFirst = [...rows].sort((one, other) => (key(one) > key(other) ? -1 : 1));
  const [first] = newestFirst;

  beforeAll(async () => {
    for (const { college, practice } of rows) await network.node(college).has(practice);
    await network.node('chhtt').has(aPractice({ title: 'Снятая', withdrawnAt: new Date() }));
    if (first) await network.node(first.college).has(anAdoption(first.practice, 'kpk', { outcome: 'Прижилось' }));
  });

  it('are one list, newest first, a page at a time', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { data, errors }: Json = await network.ask(
        'query ($after: String) { practices(first: 7, after: $after) { nodes { title college { name } } totalCount pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      expect(errors).toEqual([]);
      expect(data.practices.totalCount).toBe(27);
      seen.push(...data.practices.nodes.map(({ title }: { title: string }) => title));
      after = data.practices.pageInfo.endCursor;
      if (!data.practices.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(newestFirst.map(({ practice }) => practice.title));
  });

  it('are the same as each of them by itself', async () => {
    const fields = 'id title summary body bodyHtml tags publishedAt materials { title } author { id } college { code name } adoptions { college { code } adoptedAt outcome }';
    const { data, errors } = await network.ask(`{ practices(first: 10) { nodes { ${fields} } } }`);
    expect(errors).toEqual([]);
    expect(data.practices.nodes).toHaveLength(10);
    expect(data.practices.nodes[0].adoptions).toMatchObject([{ college: { code: 'kpk' }, outcome: 'Прижилось' }]);
    for (const node of data.practices.nodes) {
      expect((await network.ask(`query($id: ID!) { practice(id: $id) { ${fields} } }`, { id: node.id })).data.practice).toEqual(node);
    }
  });

  it('are narrowed, and found by who took them over, also when that college has left since', async () => {
    const { colleges } = network.roster;
    const narrowed = 'practices(filter: { adoptedBy: ["kpk"] }) { totalCount nodes { title } }';
    const ofOne = `college(code: "${first?.college ?? ''}") { ${narrowed} }`;
    const codes = async () => (await Promise.all([narrowed, ofOne].map((list) => network.ask(`{ ${list} }`)))).flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(await codes()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    await network.roster.write([...colleges, aMember('kpk', 'https://kpk.example/graphql', await generatePrivateKeys(), { status: 'LEFT', leftAt: new Date().toISOString() })]);
    await until('all have read that it was here', async () => (await codes()).length === 0);

    const { data, errors } = await network.ask(`{
      one: ${ofOne}
      tagged: practices(first: 100, filter: { tags: ["река"], colleges: ["bat", "hgt"] }) { totalCount coverage { answered { code } } }
      adopted: ${narrowed}
      college(code: "bat") { practices(first: 1) { nodes { title } totalCount } }
    }`);
    expect(errors).toEqual([]);
    expect(data.tagged).toEqual({ totalCount: 10, coverage: { answered: [{ code: 'bat' }, { code: 'hgt' }] } });
    expect(data.adopted.nodes).toEqual([{ title: first?.practice.title }]);
    expect(data.one.practices).toEqual(data.adopted);
    expect(data.college.practices).toEqual({ nodes: [{ title: 'bat 0' }], totalCount: 9 });
  });

  it('refuse a cursor that somebody edited', async () => {
    const { data } = await network.ask('{ practices(first: 3) { pageInfo { endCursor } } }');
    const given: string = data.practices.pageInfo.endCursor;
    const otherEnd = `${given.slice(0, -4)}${given.slice(-4) === 'AAAA' ? 'BBBB' : 'AAAA'}`;
    for (const after of [otherEnd, 'bm9uc2Vuc2U', edited(given)]) {
      const { errors } = await network.ask('query ($after: String) { practices(after: $after) { nodes { id } } }', { after });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('row 60: hostile text comes out as text, and never as HTML that runs', async () => {
    const body = '# <script>alert(1)</script>\n\n[x](javascript:alert(1)) [y](data:text/html,<b>) <img src=x onerror=alert(1)> ![z](https://spy.example/p.gif)\n\n[ok](https://good.example)';
    const published = await does(
      curator.bat,
      '($input: PracticeInput!) { deed: publishPractice(input: $input) { id title body bodyHtml tags } }',
      { input: { title: '<b onclick=alert(1)>', summary: '"><svg/onload=alert(1)>', body, tags: ['<i>'] } },
    );
    expect(published).toMatchObject({ title: '<b onclick=alert(1)>', body, tags: ['<i>'] });
    const tags = String(published.bodyHtml).match(/<[^>]*>/g) ?? [];
    expect([...new Set(tags)].sort()).toEqual(['</a>', '</h1>', '</p>', '<a href="https://good.example" rel="nofollow noopener noreferrer">', '<a href="https://spy.example/p.gif" rel="nofollow noopener noreferrer">', '<h1>', '<p>']);
    await does(curator.bat, `{ deed: withdrawPractice(id: "${published.id}") { withdrawnAt } }`);
  });

  it('are taken over by a curator of another college, who later says what came of it', async () => {
    const published = await does(curator.chhtt, '($input: PracticeInput!) { deed: publishPractice(input: $input) { id } }', { input: { title: 'Клуб', summary: 'Как', body: '# Клуб' } });
    const adopt = '($id: ID!, $outcome: String) { deed: adoptPractice(practiceId: $id, outcome: $outcome) { title college { code } adoptions { college { code name } outcome } } }';
    expect(await does(curator.bat, adopt, { id: published.id })).toMatchObject({ title: 'Клуб', college: { code: 'chhtt' }, adoptions: [{ college: { code: 'bat' }, outcome: null }] });
    await does(curator.hgt, adopt, { id: published.id });
    await does(curator.bat, adopt, { id: published.id, outcome: 'Двадцать человек' });

    const { data } = await network.ask('query ($id: ID!) { practice(id: $id) { adoptions { college { code } outcome } } }', { id: published.id });
    expect(data.practice.adoptions).toEqual([
      { college: { code: 'bat' }, outcome: 'Двадцать человек' },
      { college: { code: 'hgt' }, outcome: null },
    ]);
    const refused = await network.ask(`mutation ${adopt}`, { id: published.id }, curator.chhtt);
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    await does(curator.chhtt, `{ deed: withdrawPractice(id: "${published.id}") { id } }`);
  });

  it('say whose are missing where a node is dead, and lose nobody else’s', async () => {
    await network.node('hgt').kill();
    const { data, errors } = await network.ask('{ practices(first: 100) { nodes { title } totalCount coverage { answered { code } missing { college { code name } reason } } } }');
    const left = newestFirst.filter(({ college }) => college !== 'hgt').map(({ practice }) => practice.title);
    expect(data.practices.nodes.map(({ title }: { title: string }) => title)).toEqual(left);
    expect(data.practices.totalCount).toBe(18);
    expect(data.practices.coverage).toMatchObject({ answered: [{ code: 'bat' }, { code: 'chhtt' }], missing: [{ college: { code: 'hgt' }, reason: 'NODE_UNAVAILABLE' }] });
    expect(errors).toMatchObject([{ path: ['practices'], extensions: { code: 'NODE_UNAVAILABLE', college: 'hgt' } }]);
    await network.node('hgt').restart();
    await until('it answers again', async () => (await network.ask('{ practices { coverage { missing { reason } } } }')).data.practices.coverage.missing.length === 0);
  });
});

describe('offers of the network', () => {
  const at = (ordinal: number) => ago(1_000 - ordinal);
  const want = anOffer({ title: 'Ищем зал', direction: 'WANTED', kind: 'VENUE', from: '2096-04-10', to: '2096-04-20', postedAt: at(1) });
  const fits = anOffer({ title: 'Зал весной', kind: 'VENUE', from: '2096-04-20', postedAt: at(2) });
  const always = anOffer({ title: 'Зал всегда', kind: 'VENUE', postedAt: at(3) });
  const late = anOffer({ title: 'Зал летом', kind: 'VENUE', from: '2096-06-01', postedAt: at(4) });
  const other = anOffer({ title: 'Не зал', kind: 'EQUIPMENT', postedAt: at(5) });
  const taken = anOffer({ title: 'Занятый зал', kind: 'VENUE', status: 'AGREED', postedAt: at(6) });
  const past = anOffer({ title: 'Былой зал', kind: 'VENUE', to: '2020-02-02', postedAt: at(0) });
  const own = anOffer({ title: 'Свой зал', kind: 'VENUE', postedAt: at(7) });

  beforeAll(async () => {
    await network.node('chhtt').has(want, own);
    await network.node('bat').has(fits, late, taken);
    await network.node('hgt').has(always, other, past);
  });
  afterAll(async () => {
    for (const college of COLLEGES) await network.node(college).rowsOf('DELETE FROM offer');
  });

  const LIST = '{ offers(first: 100) { nodes { title } totalCount coverage { answered { code } } } }';
  const titles = ({ nodes }: Json): string[] => nodes.map(({ title }: { title: string }) => title);

  it('are for whoever signed in, newest first', async () => {
    const { data, errors } = await network.ask(LIST, {}, aVolunteerActor('hgt'));
    expect(errors).toEqual([]);
    expect(titles(data.offers)).toEqual(['Свой зал', 'Занятый зал', 'Не зал', 'Зал летом', 'Зал всегда', 'Зал весной', 'Ищем зал', 'Былой зал']);
    const visitor = await network.ask(LIST);
    expect(visitor.data.offers).toEqual({ nodes: [], totalCount: 0, coverage: { answered: COLLEGES.map((code) => ({ code })).sort((one, two) => (one.code < two.code ? -1 : 1)) } });
  });

  it('find what matches them at other colleges: open, of the same kind, the other way round, on days that overlap', async () => {
    const matching = 'title matches(first: 10) { nodes { title college { code } } totalCount coverage { missing { reason } } }';
    const { data, errors } = await network.ask(
      `{ want: college(code: "chhtt") { offers(filter: { direction: WANTED }) { nodes { ${matching} } } }
         offered: offers(filter: { colleges: ["bat", "hgt"] }) { nodes { ${matching} } } }`,
      {},
      curator.chhtt,
    );
    expect(errors).toEqual([]);
    const undated = await does(curator.bat, '($input: OfferInput!) { deed: postOffer(input: $input) { id matches(first: 10) { nodes { title } } } }', {
      input: { direction: 'WANTED', kind: 'VENUE', title: 'Ищем зал хоть когда' },
    });
    expect(titles(undated.matches)).toEqual(['Свой зал', 'Зал всегда']);
    await does(curator.bat, `{ deed: closeOffer(id: "${undated.id}", status: CLOSED) { id } }`);
    const [found] = data.want.offers.nodes;
    expect(found.matches).toMatchObject({ nodes: [{ title: 'Зал всегда', college: { code: 'hgt' } }, { title: 'Зал весной', college: { code: 'bat' } }], totalCount: 2 });
    const byTitle = Object.fromEntries(data.offered.nodes.map(({ title, matches }: { title: string; matches: Json }) => [title, titles(matches)]));
    expect(byTitle).toEqual({ 'Занятый зал': ['Ищем зал'], 'Не зал': [], 'Зал летом': [], 'Зал всегда': ['Ищем зал'], 'Зал весной': ['Ищем зал'], 'Былой зал': [] });
  });
});

describe('an agreement of two colleges', () => {
  const AGREEMENT = 'id status reason partner { code } offer { status } partnerOffer { title status college { code } }';
  const post = async (as: Actor, direction: string): Promise<string> =>
    (await does(as, '($input: OfferInput!) { deed: postOffer(input: $input) { id } }', { input: { direction, kind: 'SPEAKER', title: `${as.college} ${direction}` } })).id;
  const propose = (as: Actor, offerId: string, partnerOfferId: string, fields = AGREEMENT) =>
    does(as, `($input: AgreementInput!) { deed: proposeAgreement(input: $input) { ${fields} } }`, { input: { offerId, partnerOfferId } });
  const accept = (as: Actor, id: string) => network.ask(`mutation ($id: ID!) { deed: acceptAgreement(id: $id) { ${AGREEMENT} } }`, { id }, as);
  /** A college's side of the agreement about two offers, once it is there. */
  async function sideOf(as: Actor, offerId: string, partnerOfferId: string, until_: (side: Json) => boolean = () => true): Promise<Json> {
    let side: Json = null;
    await until(`${as.college} knows`, async () => {
      const { data } = await network.ask(`query ($code: ID!) { college(code: $code) { agreements(first: 100) { nodes { partnerOfferId offer { id } ${AGREEMENT.replace('offer {', 'offer { id')} } } } }`, { code: as.college }, as);
      side = data?.college?.agreements?.nodes.find((one: Json) => one.offer.id === offerId && one.partnerOfferId === partnerOfferId) ?? null;
      return side !== null && until_(side);
    });
    return side;
  }
  const settled = ({ status }: Json) => status === 'AGREED' || status === 'LAPSED' || status === 'DECLINED' || status === 'WITHDRAWN';
  const statusOf = async (offerId: string) => (await network.node(offerId.split(':')[0] ?? '').rowsOf('SELECT status FROM offer WHERE id = $1', [offerId.split(':')[1]]))[0]?.['status'];

  it('closes both sides', async () => {
    const [wanted, offered] = [await post(curator.chhtt, 'WANTED'), await post(curator.bat, 'OFFERED')];
    expect(await propose(curator.chhtt, wanted, offered)).toMatchObject({ status: 'PROPOSED', partner: { code: 'bat' }, offer: { status: 'OPEN' }, partnerOffer: { status: 'OPEN', college: { code: 'bat' } } });
    const asked = await sideOf(curator.bat, offered, wanted);
    expect(asked).toMatchObject({ status: 'PROPOSED', partner: { code: 'chhtt' }, partnerOffer: { title: 'chhtt WANTED' } });
    expect((await accept(curator.bat, asked.id)).errors).toEqual([]);
    expect(await sideOf(curator.bat, offered, wanted, settled)).toMatchObject({ status: 'AGREED', offer: { status: 'AGREED' }, partnerOffer: { status: 'AGREED' } });
    expect(await sideOf(curator.chhtt, wanted, offered, settled)).toMatchObject({ status: 'AGREED', offer: { status: 'AGREED' }, partnerOffer: { status: 'AGREED' } });
  });

  it('is turned away where the two do not match, and both sides say the same', async () => {
    const wanted = await post(curator.chhtt, 'WANTED');
    const hall = (await does(curator.bat, '{ deed: postOffer(input: { direction: OFFERED, kind: VENUE, title: "Зал" }) { id } }')).id;
    await propose(curator.chhtt, wanted, hall);
    expect(await sideOf(curator.chhtt, wanted, hall, settled)).toMatchObject({ status: 'DECLINED', reason: 'NOT_A_MATCH', offer: { status: 'OPEN' }, partnerOffer: { status: 'OPEN' } });
    const { data } = await network.ask('{ college(code: "bat") { agreements(first: 100) { nodes { partnerOfferId } } } }', {}, curator.bat);
    expect(data.college.agreements.nodes).not.toContainEqual({ partnerOfferId: wanted });
  });

  it('closes both sides though each node was dead while the other spoke', async () => {
    const [wanted, offered] = [await post(curator.chhtt, 'WANTED'), await post(curator.bat, 'OFFERED')];
    await network.node('bat').kill();
    expect(await propose(curator.chhtt, wanted, offered, 'status')).toEqual({ status: 'PROPOSED' });
    await network.node('bat').restart();
    const asked = await sideOf(curator.bat, offered, wanted);
    await network.node('chhtt').kill();
    expect((await accept(curator.bat, asked.id)).data.deed).toMatchObject({ status: 'ACCEPTED', offer: { status: 'AGREED' }, partnerOffer: null });
    await network.node('bat').restart();
    await network.node('chhtt').restart();
    expect(await sideOf(curator.chhtt, wanted, offered, settled)).toMatchObject({ status: 'AGREED', offer: { status: 'AGREED' } });
    expect(await sideOf(curator.bat, offered, wanted, settled)).toMatchObject({ status: 'AGREED', offer: { status: 'AGREED' } });
  }, 180_000);

  it('of several that race for one want exactly one is closed, and the other offer is open again', async () => {
    const wanted = await post(curator.chhtt, 'WANTED');
    const offers = [
      { as: curator.bat, offered: await post(curator.bat, 'OFFERED') },
      { as: curator.hgt, offered: await post(curator.hgt, 'OFFERED') },
    ];
    for (const { offered } of offers) await propose(curator.chhtt, wanted, offered);
    const asked = await Promise.all(offers.map(({ as, offered }) => sideOf(as, offered, wanted)));
    await Promise.all(offers.map(({ as }, index) => accept(as, asked[index].id)));
    const sides = await Promise.all(offers.map(({ as, offered }) => sideOf(as, offered, wanted, settled)));
    expect(sides.map(({ status }) => status).filter((status) => status === 'AGREED')).toHaveLength(1);
    expect((await Promise.all(offers.map(({ offered }) => statusOf(offered)))).sort()).toEqual(['AGREED', 'OPEN']);
    expect(await statusOf(wanted)).toBe('AGREED');
  });

  it('of several that race at whom they are proposed to exactly one is accepted', async () => {
    const offered = await post(curator.chhtt, 'OFFERED');
    const wants = [
      { as: curator.bat, wanted: await post(curator.bat, 'WANTED') },
      { as: curator.hgt, wanted: await post(curator.hgt, 'WANTED') },
    ];
    for (const { as, wanted } of wants) await propose(as, wanted, offered);
    const asked = await Promise.all(wants.map(({ wanted }) => sideOf(curator.chhtt, offered, wanted)));
    const answers = await Promise.all(asked.map(({ id }) => accept(curator.chhtt, id)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const sides = await Promise.all(wants.map(({ as, wanted }) => sideOf(as, wanted, offered, settled)));
    expect(sides.map(({ status }) => status).sort()).toEqual(['AGREED', 'DECLINED']);
    expect((await Promise.all(wants.map(({ wanted }) => statusOf(wanted)))).sort()).toEqual(['AGREED', 'OPEN']);
  });
});
