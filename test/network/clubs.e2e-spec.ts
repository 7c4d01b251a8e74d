import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { Json } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const HOUR_MS = 3_600_000;
const QUESTION = 'id text votes voted authorName';

/** «Разговор на равных» at Chapayevsk, with guests from Kerch and Bezenchuk on the line. */
describe('a discussion club over the network', () => {
  let network: TestNetwork;
  const curator = aCurator('chhtt');
  const club = anEvent({ kind: 'DISCUSSION', format: 'ONLINE', title: 'Разговор на равных', audience: 'NETWORK' });
  const eventId = globalId('chhtt', club.id);

  beforeAll(async () => {
    network = await startNetwork('kpk', 'chhtt', 'bat');
    await network.node('chhtt').has(club);
  });
  afterAll(() => network.stop());

  async function aStudent() {
    const volunteer = aVolunteer();
    await network.node('kpk').has(volunteer, ...(['CREDENTIAL_ISSUE', 'NAME_TO_PARTNERS'] as const).flatMap((purpose) => aMinorsConsent(volunteer, { purpose })));
    return { volunteer, self: aVolunteerActor('kpk', volunteer) };
  }

  async function said(document: string, as: Actor, variables: Record<string, unknown> = {}): Promise<Json> {
    const { data, errors } = await network.ask(document, variables, as);
    expect(errors).toEqual([]);
    return data;
  }

  const moveTo = (startsAt: Date, endsAt: Date) => network.node('chhtt').rowsOf('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [club.id, startsAt, endsAt]);

  it('from the question before it to the hours after it', async () => {
    const { volunteer, self } = await aStudent();
    const { takePart } = await said('mutation ($input: TakePartInput!) { takePart(input: $input) { ... on Participation { id status } } }', self, { input: { eventId, idempotencyKey: uuid() } });
    const part = async () => (await said('{ viewer { volunteer { recordBook { totalMinutes nodes { id status minutes credential checkIn checkInReason } } } } }', self)).viewer.volunteer.recordBook;
    const soon = async (what: string, holds: (one: Json) => boolean) => until(what, async () => holds((await part()).nodes[0]));
    await soon('the place is there', ({ status }) => status === 'CONFIRMED');

    // A question from Kerch, under its own name; a vote from Bezenchuk, which is not told whose it is.
    const { askQuestion } = await said(`mutation ($input: QuestionInput!) { askQuestion(input: $input) { ${QUESTION} } }`, self, {
      input: { eventId, text: 'С чего вы начинали?', underOwnName: true },
    });
    expect(askQuestion).toMatchObject({ text: 'С чего вы начинали?', votes: 0, authorName: volunteer.displayName });
    const { voteForQuestion } = await said(`mutation { voteForQuestion(questionId: "${askQuestion.id}") { ${QUESTION} } }`, aVolunteerActor('bat'));
    expect(voteForQuestion).toMatchObject({ votes: 1, voted: true, authorName: null });
    const { event } = await said(`{ event(id: "${eventId}") { questions { totalCount nodes { ${QUESTION} } } } }`, curator);
    expect(event.questions).toMatchObject({ totalCount: 1, nodes: [{ votes: 1, voted: false, authorName: volunteer.displayName }] });
    await said(`mutation { moderateQuestion(id: "${askQuestion.id}", answered: true) { answered } }`, curator);

    // The event goes on, its code is read out, and the guest's home brings it.
    await moveTo(new Date(Date.now() - HOUR_MS), new Date(Date.now() + HOUR_MS));
    const { event: now } = await said(`{ event(id: "${eventId}") { checkInCode { code } } }`, curator);
    const checkIn = (code: string) => network.ask(`mutation { checkIn(eventId: "${eventId}", code: "${code}") { id } }`, {}, self);
    await checkIn(String((Number(now.checkInCode.code) + 1) % 1_000_000).padStart(6, '0'));
    await soon('the wrong code is refused', ({ checkIn: state, checkInReason }) => state === 'REFUSED' && checkInReason === 'WRONG_CODE');
    expect(await checkIn(now.checkInCode.code)).toMatchObject({ errors: [], data: { checkIn: { id: takePart.id } } });
    await soon('the right code is taken', ({ checkIn: state }) => state === 'ACCEPTED');
    expect((await part()).nodes).toMatchObject([{ status: 'CONFIRMED', minutes: null }]);

    // It ends; nobody records anything, and the hours come home.
    await moveTo(new Date(Date.now() - 2 * HOUR_MS), new Date(Date.now() - 1_000));
    await until('the hours are home', async () => (await part()).totalMinutes === 119);
    expect((await part()).nodes).toMatchObject([{ id: takePart.id, status: 'ATTENDED', minutes: 119, credential: expect.any(String) }]);

    const { leaveFeedback } = await said('mutation ($input: FeedbackInput!) { leaveFeedback(input: $input) { feedback { answers average } } }', self, { input: { eventId, rating: 5, comment: 'Ещё!' } });
    expect(leaveFeedback.feedback).toEqual({ answers: 1, average: null });
    await said(`mutation { addMaterial(eventId: "${eventId}", title: "Запись", url: "https://video.example/17") { materials { url } } recordOutcome(eventId: "${eventId}", outcome: "Встретимся весной") { outcome } }`, curator);
    const { event: after } = await said(`{ event(id: "${eventId}") { outcome materials { title } feedbackComments { nodes { text } } } }`, curator);
    expect(after).toEqual({ outcome: 'Встретимся весной', materials: [{ title: 'Запись' }], feedbackComments: { nodes: [] } }); // one answer is easily told to be somebody's
  });
});
