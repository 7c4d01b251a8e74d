import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { dayAt } from '#node/college/local-time.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aConsent, aGuardiansConsent, aMinorsConsent } from '#support/factories/consent.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';
import { born } from './taking-part.js';

const FIELDS = 'purpose givenAt guardianGivenAt withdrawnAt inForce textVersion guardianDocument';
const PAPER = { number: '17-с', signedOn: '2026-09-01' };

const curator = aCurator('chhtt');
let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
});
afterAll(() => node.stop());

async function has(volunteer: VolunteerEntity, ...consents: object[]): Promise<VolunteerEntity> {
  await node.rows.manager.save(volunteer);
  await node.rows.manager.save(consents);
  return volunteer;
}

const adult = () => has(aVolunteer({ birthDate: born(20) }));
const minor = () => has(aVolunteer({ birthDate: born(16) }));

function give(as: Actor | undefined, volunteer: { id: string }, input: object = {}) {
  const variables = { input: { volunteerId: `chhtt:${volunteer.id}`, purpose: 'NAME_TO_PARTNERS', textVersion: '2026-09', ...input } };
  return node.ask<{ giveConsent: Record<string, unknown> | null }>(`mutation ($input: ConsentInput!) { giveConsent(input: $input) { ${FIELDS} } }`, {
    ...(as && { as }),
    variables,
  });
}

function withdraw(as: Actor | undefined, volunteer: { id: string }) {
  return node.ask<{ withdrawConsent: Record<string, unknown> | null }>(
    `mutation { withdrawConsent(volunteerId: "chhtt:${volunteer.id}", purpose: NAME_TO_PARTNERS) { ${FIELDS} } }`,
    as && { as },
  );
}

async function nameForPartners(volunteer: { id: string }): Promise<string | null> {
  const { data } = await node.ask<{ volunteer: { displayName: string | null } }>(`{ volunteer(id: "chhtt:${volunteer.id}") { displayName } }`, { as: aCurator('bat') });
  return data.volunteer.displayName;
}

const codes = ({ errors }: Awaited<ReturnType<typeof node.ask>>) => errors?.map(({ extensions }) => extensions.code);

describe('a volunteer of age', () => {
  it('shares nothing until they say so, and says so alone', async () => {
    const volunteer = await adult();
    expect(await nameForPartners(volunteer)).toBeNull();
    const { data, errors } = await give(aVolunteerActor('chhtt', volunteer), volunteer);
    expect(errors).toBeUndefined();
    expect(data.giveConsent).toEqual({
      purpose: 'NAME_TO_PARTNERS',
      givenAt: expect.any(String),
      guardianGivenAt: null,
      withdrawnAt: null,
      inForce: true,
      textVersion: '2026-09',
      guardianDocument: null,
    });
    expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
  });

  it('row 36: takes it back, and the next answer is without it', async () => {
    const volunteer = await has(aVolunteer({ birthDate: born(20) }));
    await node.rows.manager.save(aConsent(volunteer));
    expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
    const { data } = await withdraw(aVolunteerActor('chhtt', volunteer), volunteer);
    expect(data.withdrawConsent).toMatchObject({ inForce: false, withdrawnAt: expect.any(String) });
    expect(await nameForPartners(volunteer)).toBeNull();
  });

  it('gives it anew as a row of its own, once however often they say it', async () => {
    const volunteer = await adult();
    const self = aVolunteerActor('chhtt', volunteer);
    await Promise.all([give(self, volunteer), give(self, volunteer), give(self, volunteer)]);
    await withdraw(self, volunteer);
    await withdraw(self, volunteer);
    await give(self, volunteer);
    await give(self, volunteer, { textVersion: '2026-10' });
    const rows = await node.rows.query('SELECT text_version, withdrawn_at IS NOT NULL AS withdrawn FROM consent WHERE volunteer_id = $1 ORDER BY given_at, id', [volunteer.id]);
    expect(rows).toEqual([
      { text_version: '2026-09', withdrawn: true },
      { text_version: '2026-09', withdrawn: false },
      { text_version: '2026-10', withdrawn: false },
    ]);
    expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
  });

  it('has nothing to take back before', async () => {
    const volunteer = await adult();
    expect(await withdraw(aVolunteerActor('chhtt', volunteer), volunteer)).toEqual({ data: { withdrawConsent: null } });
  });

  it('needs no guardian, and is not spoken for by one', async () => {
    const volunteer = await adult();
    expect(codes(await give(curator, volunteer, { guardianDocument: PAPER }))).toEqual(['BAD_USER_INPUT']);
  });

  it('may sign a paper, which the curator records', async () => {
    const volunteer = await adult();
    expect((await give(curator, volunteer, { ownDocument: PAPER })).data.giveConsent).toMatchObject({ inForce: true, guardianDocument: null });
  });
});

describe('row 37: a minor', () => {
  it('needs a guardian’s paper and their own word, in either order', async () => {
    for (const order of ['own first', 'paper first']) {
      const volunteer = await minor();
      const steps = [() => give(aVolunteerActor('chhtt', volunteer), volunteer), () => give(curator, volunteer, { guardianDocument: PAPER })];
      if (order === 'paper first') steps.reverse();
      const answers = [await steps[0]?.(), await steps[1]?.()].map((answer) => answer?.data.giveConsent?.['inForce']);
      expect(answers).toEqual([false, true]);
      expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
    }
  });

  it('may have both on paper at once', async () => {
    const volunteer = await minor();
    const { data } = await give(curator, volunteer, { guardianDocument: PAPER, ownDocument: PAPER });
    expect(data.giveConsent).toMatchObject({ inForce: true, guardianDocument: '17-с' });
  });

  it('takes back the guardian’s too, and a new word of their own is not enough', async () => {
    const volunteer = await has(aVolunteer({ birthDate: born(16) }));
    await node.rows.manager.save(aMinorsConsent(volunteer));
    const self = aVolunteerActor('chhtt', volunteer);
    await withdraw(self, volunteer);
    expect((await give(self, volunteer)).data.giveConsent).toMatchObject({ inForce: false });
  });

  it('under 14 is spoken for by the guardian alone', async () => {
    const volunteer = await has(aVolunteer({ birthDate: born(13) }));
    expect(codes(await give(aVolunteerActor('chhtt', volunteer), volunteer))).toEqual(['BAD_USER_INPUT']);
    expect((await give(curator, volunteer, { guardianDocument: PAPER })).data.giveConsent).toMatchObject({ inForce: true });
    expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
  });

  it.each([
    ['yesterday turned 18', () => born(18, -1), true, false],
    ['turns 18 today', () => born(18), true, false],
    ['turns 18 tomorrow', () => born(18, 1), false, false],
  ])('who %s has or lacks a say by the college’s calendar', async (_who, bornOn, ownHolds, guardiansHolds) => {
    const birthDate = bornOn();
    const byOwn = await has(aVolunteer({ birthDate }));
    await node.rows.manager.save(aConsent(byOwn));
    const byGuardian = await has(aVolunteer({ birthDate }));
    await node.rows.manager.save(aGuardiansConsent(byGuardian));
    expect([await nameForPartners(byOwn), await nameForPartners(byGuardian)]).toEqual([ownHolds ? byOwn.displayName : null, guardiansHolds ? byGuardian.displayName : null]);
  });

  it('is everybody whose birthday is not known', async () => {
    const volunteer = await has(aVolunteer({ birthDate: null }));
    await node.rows.manager.save(aConsent(volunteer));
    expect(await nameForPartners(volunteer)).toBeNull();
    await give(curator, volunteer, { guardianDocument: PAPER });
    expect(await nameForPartners(volunteer)).toBe(volunteer.displayName);
  });
});

describe('row 36: a paper after a withdrawal', () => {
  const message = ({ errors }: Awaited<ReturnType<typeof node.ask>>) => errors?.[0]?.message;
  const yesterday = born(0, -1);
  /** @returns the day of it by the college's calendar, which may be the one after that on which these tests began */
  const withdrawnOn = async (...asked: Parameters<typeof withdraw>) => dayAt(new Date(String((await withdraw(...asked)).data.withdrawConsent?.['withdrawnAt'])), 'Europe/Samara');

  it('does not bring back what was withdrawn: it must be signed on that day or later', async () => {
    const volunteer = await adult();
    const self = aVolunteerActor('chhtt', volunteer);
    await give(self, volunteer);
    const today = await withdrawnOn(self, volunteer);
    const refused = await give(curator, volunteer, { ownDocument: { number: '1', signedOn: yesterday } });
    expect(codes(refused)).toEqual(['BAD_USER_INPUT']);
    expect(message(refused)).toContain(`input.ownDocument.signedOn: must not be before ${today}, when this consent was withdrawn`);
    expect(await nameForPartners(volunteer)).toBeNull();
    expect((await give(curator, volunteer, { ownDocument: { number: '1', signedOn: today } })).data.giveConsent).toMatchObject({ inForce: true });
  });

  it('counts that day by the college’s calendar', async () => {
    const volunteer = await adult();
    await node.rows.manager.save(aConsent(volunteer, { givenAt: new Date('2026-10-01T10:00:00Z'), withdrawnAt: new Date('2026-10-01T21:00:00Z') })); // the 2nd in Samara
    expect(codes(await give(curator, volunteer, { ownDocument: { number: '1', signedOn: '2026-10-01' } }))).toEqual(['BAD_USER_INPUT']);
    expect((await give(curator, volunteer, { ownDocument: { number: '1', signedOn: '2026-10-02' } })).data.giveConsent).toMatchObject({ inForce: true });
  });

  it.each(['17-с', '17-С', '17-\u200bс'])('is not the withdrawn paper once more, written %j', async (number) => {
    const volunteer = await has(aVolunteer({ birthDate: born(16) }));
    await node.rows.manager.save(aMinorsConsent(volunteer));
    const self = aVolunteerActor('chhtt', volunteer);
    const today = await withdrawnOn(self, volunteer);
    await give(self, volunteer);
    const refused = await give(curator, volunteer, { guardianDocument: { number, signedOn: today } });
    expect(codes(refused)).toEqual(['BAD_USER_INPUT']);
    expect(message(refused)).toContain('input.guardianDocument.number: is that of a paper that was withdrawn');
    expect(await nameForPartners(volunteer)).toBeNull();
    expect((await give(curator, volunteer, { guardianDocument: { number: '18-с', signedOn: today } })).data.giveConsent).toMatchObject({ inForce: true });
  });

  it('is not any of the withdrawn papers, however many came after it', async () => {
    const volunteer = await adult();
    let today = born(0);
    for (const number of ['1', '2']) {
      expect((await give(curator, volunteer, { ownDocument: { number, signedOn: today } })).data.giveConsent).toMatchObject({ inForce: true });
      today = await withdrawnOn(curator, volunteer);
    }
    expect(codes(await give(curator, volunteer, { ownDocument: { number: '1', signedOn: today } }))).toEqual(['BAD_USER_INPUT']);
    expect(await nameForPartners(volunteer)).toBeNull();
  });
});

describe('who may not', () => {
  const others: readonly [string, Actor | undefined][] = [
    ['a visitor', undefined],
    ['another volunteer', aVolunteerActor('chhtt')],
    ['a partner’s curator', aCurator('bat')],
    ['the home’s mentor', aCurator('chhtt', { roles: ['MENTOR'] })],
  ];

  it.each(others)('row 22: %s gets one answer, whether there is such a volunteer or not', async (_who, actor) => {
    const volunteer = await minor();
    for (const input of [{}, { guardianDocument: PAPER }]) {
      const hidden = await give(actor, volunteer, input);
      expect(codes(hidden)).toEqual(['FORBIDDEN']);
      expect(await give(actor, { id: uuid() }, input)).toEqual(hidden);
    }
    const hidden = await withdraw(actor, volunteer);
    expect(codes(hidden)).toEqual(['FORBIDDEN']);
    expect(await withdraw(actor, { id: uuid() })).toEqual(hidden);
  });

  it('give a volunteer’s consent for them: the curator not without a paper, the volunteer no paper', async () => {
    const volunteer = await minor();
    expect(codes(await give(curator, volunteer))).toEqual(['FORBIDDEN']);
    expect(codes(await give(aVolunteerActor('chhtt', volunteer), volunteer, { guardianDocument: PAPER }))).toEqual(['FORBIDDEN']);
    expect(await node.rows.query('SELECT 1 FROM consent WHERE volunteer_id = $1', [volunteer.id])).toEqual([]);
  });

  it('read them: only the home’s staff and the volunteer do', async () => {
    const volunteer = await has(aVolunteer());
    await node.rows.manager.save(aConsent(volunteer));
    const read = (as: Actor) => node.ask<{ volunteer: { consents: object[] | null } }>(`{ volunteer(id: "chhtt:${volunteer.id}") { consents { ${FIELDS} } } }`, { as });
    for (const as of [curator, aVolunteerActor('chhtt', volunteer)]) expect((await read(as)).data.volunteer.consents).toHaveLength(1);
    for (const as of [aCurator('bat'), aVolunteerActor('chhtt'), aCurator('chhtt', { roles: ['MENTOR'] })]) {
      const answer = await read(as);
      expect(answer.data.volunteer.consents).toBeNull();
      expect(codes(answer)).toEqual(['FORBIDDEN']);
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['a paper from the future', { guardianDocument: { number: '1', signedOn: '2999-01-01' } }],
    ['a paper from before the birth', { guardianDocument: { number: '1', signedOn: '1999-01-01' } }],
    ['a paper without a number', { guardianDocument: { number: '', signedOn: '2026-09-01' } }],
    ['a number of blanks', { guardianDocument: { number: ' \t\n', signedOn: '2026-09-01' } }],
    ['a number that nobody sees', { guardianDocument: { number: '\u200b', signedOn: '2026-09-01' } }],
    ['a number of dashes', { guardianDocument: { number: '—', signedOn: '2026-09-01' } }],
    ['row 55: a number with a NUL', { guardianDocument: { number: '1\0', signedOn: '2026-09-01' } }],
    ['row 55: a number with half a character', { guardianDocument: { number: '\uD83D', signedOn: '2026-09-01' } }],
    ['row 55: ten thousand emoji', { guardianDocument: PAPER, textVersion: '🌊'.repeat(10_000) }],
    ['a wording that is none', { guardianDocument: PAPER, textVersion: '' }],
    ['a paper without a date', { guardianDocument: { number: '1' } }],
    ['a day that does not exist', { guardianDocument: { number: '1', signedOn: '2026-02-30' } }],
    ['a purpose that is none', { guardianDocument: PAPER, purpose: 'EVERYTHING' }],
    ['row 23: more than the contract asks', { guardianDocument: PAPER, inForce: true }],
  ])('%s', async (_what, input) => {
    const volunteer = await minor();
    expect(codes(await give(curator, volunteer, input))).toEqual(['BAD_USER_INPUT']);
    expect(await node.rows.query('SELECT 1 FROM consent WHERE volunteer_id = $1', [volunteer.id])).toEqual([]);
  });
});
