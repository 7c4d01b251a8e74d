import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { EventEntity } from '#node/events/event.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { until } from '#support/until.js';
import { type Answer, BootedNode } from './booted-node.js';

const QUESTION = 'id text votes answered askedAt authorName voted hidden';

interface Question {
  readonly id: string;
  readonly text: string;
  readonly votes: number;
  readonly authorName: string | null;
  readonly voted: boolean | null;
}

describe('questions to those who speak at an event', () => {
  let node: BootedNode;
  const event = anEvent({ kind: 'DISCUSSION', title: 'Разговор на равных', audience: 'NETWORK' });
  const curator = aCurator('chhtt');

  beforeAll(async () => {
    node = await BootedNode.start();
    await node.rows.manager.save(event);
  });
  afterAll(() => node.stop());

  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);
  const ask = (as: Actor | undefined, text: string, input: object = {}) =>
    node.ask<{ askQuestion: Question }>(`mutation ($input: QuestionInput!) { askQuestion(input: $input) { ${QUESTION} } }`, {
      ...(as && { as }),
      variables: { input: { eventId: globalId('chhtt', event.id), text, ...input } },
    });
  const asked = async (as: Actor, text: string, input: object = {}): Promise<Question> => {
    const { data, errors } = await ask(as, text, input);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.askQuestion;
  };
  const deed = (as: Actor | undefined, call: string) => node.ask<{ done: Question }>(`mutation { done: ${call} { ${QUESTION} } }`, as && { as });
  const vote = (as: Actor | undefined, { id }: { readonly id: string }) => deed(as, `voteForQuestion(questionId: "${id}")`);
  const list = async (as: Actor | undefined, { id } = event, args = '') => {
    const query = `{ event(id: "${globalId('chhtt', id)}") { questions${args} { totalCount pageInfo { hasNextPage endCursor } nodes { ${QUESTION} } } } }`;
    return (await node.ask<{ event: { questions: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: Question[] } } }>(query, as && { as })).data.event.questions;
  };
  const another = async (overrides: Parameters<typeof anEvent>[0] = {}) => node.rows.manager.save(anEvent({ audience: 'NETWORK', ...overrides }));

  it('are asked and voted for at whichever college one is, and the most wanted come first', async () => {
    const other = await another();
    const eventId = globalId('chhtt', other.id);
    const [anna, boris, vera] = [aVolunteerActor('bat'), aVolunteerActor('chhtt'), aCurator('bat')];
    const first = await asked(anna, 'Как вы выбрали\r\nпрофессию?', { eventId });
    const second = await asked(boris, 'Что делать, когда не получается?', { eventId });
    expect(first).toMatchObject({ text: 'Как вы выбрали\nпрофессию?', votes: 0, answered: false, authorName: null, voted: false, hidden: null });
    for (const as of [boris, vera, vera]) expect((await vote(as, first)).errors).toBeUndefined();
    expect((await vote(anna, second)).data.done).toMatchObject({ votes: 1, voted: true });
    const { totalCount, nodes } = await list(vera, other);
    expect([totalCount, nodes.map(({ id, votes, voted }) => [id, votes, voted])]).toEqual([2, [[first.id, 2, true], [second.id, 1, false]]]);

    expect((await deed(vera, `withdrawVote(questionId: "${first.id}")`)).data.done).toMatchObject({ votes: 1, voted: false });
    expect((await deed(vera, `withdrawVote(questionId: "${first.id}")`)).data.done).toMatchObject({ votes: 1 });
    // Of equals the newest comes first, and pages go on where they ended.
    const page = await list(anna, other, '(first: 1)');
    expect([page.nodes[0]?.id, page.pageInfo.hasNextPage]).toEqual([second.id, true]);
    expect((await list(anna, other, `(first: 1, after: "${page.pageInfo.endCursor}")`)).nodes[0]?.id).toBe(first.id);
  });

  it('one vote a person, however many are given at once', async () => {
    const question = await asked(aVolunteerActor('bat'), 'Сколько раз можно голосовать?');
    const voter = aVolunteerActor('bat');
    await Promise.all(Array.from({ length: 5 }, () => vote(voter, question)));
    const others = Array.from({ length: 5 }, () => aVolunteerActor('chhtt'));
    await Promise.all(others.map((as) => vote(as, question)));
    expect((await vote(voter, question)).data.done.votes).toBe(6);
    expect(await node.rows.query('SELECT count(*)::int AS count FROM question_vote WHERE question_id = $1', [question.id.split(':')[1]])).toEqual([{ count: 6 }]);
  });

  it('have no vote of who asked', async () => {
    const asker = aVolunteerActor('bat');
    const answer = await vote(asker, await asked(asker, 'А за себя?'));
    expect(answer.errors).toMatchObject([{ message: expect.stringMatching('your own question'), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('are the same when the same words come again, and ten of one person at most', async () => {
    const asker = aVolunteerActor('bat');
    const { id: otherId } = await another();
    const eventId = globalId('chhtt', otherId);
    const twice = await Promise.all([asked(asker, 'Вопрос', { eventId }), asked(asker, 'Вопрос', { eventId })]);
    expect(twice[0].id).toBe(twice[1].id);
    await Promise.all(Array.from({ length: 12 }, (_, number) => ask(asker, `Вопрос ${number}`, { eventId })));
    const rows = await node.rows.query('SELECT count(*)::int AS count FROM question WHERE event_id = $1', [otherId]);
    expect(rows).toEqual([{ count: 10 }]);
    expect(codes(await ask(asker, 'Одиннадцатый', { eventId }))).toEqual(['BAD_USER_INPUT']);
    expect((await ask(asker, 'Вопрос', { eventId })).data.askQuestion.id).toBe(twice[0].id);
  });

  it.each([
    ['nothing', '  \n '],
    ['too much', 'я'.repeat(501)],
    ['a NUL', 'а\0б'],
    ['half of a character', 'а\ud800'],
    ['a control character', 'а\u0007б'],
  ])('are not %s', async (_what, text) => {
    expect(codes(await ask(aVolunteerActor('bat'), text))).toEqual(['BAD_USER_INPUT']);
  });

  it('row 55: come back as they were typed, whatever they say', async () => {
    const text = `<script>alert(1)</script> '; DROP TABLE question; -- \u202Eабв`;
    expect((await asked(aVolunteerActor('bat'), text)).text).toBe(text);
  });

  it('are for who signed in, and of events that they may know of', async () => {
    expect(codes(await ask(undefined, 'Кто здесь?'))).toEqual(['FORBIDDEN']);
    expect(codes(await ask(aCurator('chhtt', { roles: ['PARTNER'], scopes: ['events:read'] }), 'Кто здесь?'))).toEqual(['FORBIDDEN']);
    const open = await another({ audience: 'PUBLIC' });
    const question = await asked(aVolunteerActor('bat'), 'Кто это видит?', { eventId: globalId('chhtt', open.id) });
    expect(await list(undefined, open)).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await list(aVolunteerActor('bat'), open)).toMatchObject({ totalCount: 1 });
    expect(codes(await vote(undefined, question))).toEqual(['FORBIDDEN']);

    const own = await another({ audience: 'COLLEGE' });
    const inner = await asked(aVolunteerActor('chhtt'), 'Только своим?', { eventId: globalId('chhtt', own.id) });
    expect(codes(await ask(aVolunteerActor('bat'), 'И нам?', { eventId: globalId('chhtt', own.id) }))).toEqual(['NOT_FOUND']);
    expect(codes(await vote(aVolunteerActor('bat'), inner))).toEqual(['NOT_FOUND']);
    expect(codes(await vote(aVolunteerActor('bat'), { id: globalId('chhtt', uuid()) }))).toEqual(['NOT_FOUND']);
  });

  it('are taken from the announcement to the end', async () => {
    const [draft, cancelled, over] = [
      await another({ status: 'DRAFT' }),
      await another({ status: 'CANCELLED' }),
      await another({ startsAt: new Date(Date.now() - 7_200_000), endsAt: new Date(Date.now() - 1_000) }),
    ];
    for (const { id } of [draft, cancelled, over]) expect(codes(await ask(curator, 'Можно?', { eventId: globalId('chhtt', id) }))).toEqual(['BAD_USER_INPUT']);
    const running = await another({ startsAt: new Date(Date.now() - 60_000), endsAt: new Date(Date.now() + 60_000) });
    const question = await asked(aVolunteerActor('bat'), 'Ещё можно?', { eventId: globalId('chhtt', running.id) });
    await node.rows.query(`UPDATE event SET ends_at = date_trunc('milliseconds', now()) WHERE id = $1`, [running.id]);
    expect(codes(await vote(aVolunteerActor('bat'), question))).toEqual(['BAD_USER_INPUT']);
  });

  it('are moderated by the host’s staff', async () => {
    const other = await another();
    const question = await asked(aVolunteerActor('bat'), 'Грубость', { eventId: globalId('chhtt', other.id) });
    const moderate = (as: Actor | undefined, args: string) => deed(as, `moderateQuestion(id: "${question.id}", ${args})`);
    for (const as of [undefined, aVolunteerActor('chhtt'), aCurator('bat')]) expect(codes(await moderate(as, 'hidden: true'))).toEqual(['FORBIDDEN']);
    expect((await moderate(curator, 'hidden: true')).data.done).toMatchObject({ hidden: true, answered: false });
    expect(await list(aVolunteerActor('bat'), other)).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await list(curator, other)).toMatchObject({ totalCount: 1, nodes: [{ id: question.id, hidden: true }] });
    expect(codes(await vote(aVolunteerActor('bat'), question))).toEqual(['NOT_FOUND']);
    expect((await moderate(curator, 'hidden: false, answered: true')).data.done).toMatchObject({ hidden: false, answered: true });
    expect((await moderate(curator, 'answered: null')).data.done).toMatchObject({ hidden: false, answered: true });
    expect(await list(aVolunteerActor('bat'), other)).toMatchObject({ nodes: [{ answered: true, hidden: null }] });
  });

  it('are withdrawn by whoever asked, with their votes, also when the event is over', async () => {
    const other = await another();
    const asker = aVolunteerActor('bat');
    const question = await asked(asker, 'Зачем я это спросил?', { eventId: globalId('chhtt', other.id) });
    await vote(aVolunteerActor('chhtt'), question);
    const withdraw = (as: Actor | undefined, { id }: { readonly id: string } = question) => node.ask<{ done: string | null }>(`mutation { done: withdrawQuestion(questionId: "${id}") }`, as && { as });
    for (const as of [undefined, aVolunteerActor('bat'), curator, { ...asker, roles: ['PARTNER' as const] }]) expect(codes(await withdraw(as))).toEqual(['FORBIDDEN']);
    expect(codes(await withdraw(asker, { id: globalId('chhtt', uuid()) }))).toEqual(['NOT_FOUND']);

    await node.rows.query('UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1', [other.id, new Date(Date.now() - 7_200_000), new Date(Date.now() - 1_000)]);
    expect((await withdraw(asker)).data.done).toBe(question.id);
    expect(await list(curator, other)).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await node.rows.query('SELECT * FROM question_vote WHERE question_id = $1', [question.id.split(':')[1]])).toEqual([]);
    expect(codes(await withdraw(asker))).toEqual(['NOT_FOUND']);
    await node.rows.manager.delete(EventEntity, { id: other.id });
  });

  it('are not there for who votes or moderates while they are withdrawn, and may be asked again', async () => {
    const [asker, voter] = [aVolunteerActor('bat'), aVolunteerActor('bat')];
    const waiting = async () => (await node.rows.query<unknown[]>(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length;
    const whileWithdrawn = async <Result>({ id }: Question, work: () => Promise<Result>): Promise<Result> => {
      const meanwhile = await node.rows.transaction(async (tx) => {
        await tx.query('DELETE FROM question WHERE id = $1', [id.split(':')[1]]);
        const result = work();
        await until('it waits', async () => (await waiting()) > 0);
        return { result };
      });
      return meanwhile.result;
    };
    const text = 'Можно передумать?';
    for (const call of ['voteForQuestion(questionId: $)', 'withdrawVote(questionId: $)', 'moderateQuestion(id: $, hidden: true)']) {
      const question = await asked(asker, text);
      await vote(voter, question);
      const as = call.startsWith('moderate') ? curator : voter;
      const answer = await whileWithdrawn(question, () => deed(as, call.replace('$', `"${question.id}"`)));
      expect([call, codes(answer)]).toEqual([call, ['NOT_FOUND']]);
    }
    const question = await asked(asker, text);
    expect(await whileWithdrawn(question, () => asked(asker, text, { underOwnName: false }))).toMatchObject({ text, votes: 0 });
  });

  it('that are not seen are not there to withdraw: hidden ones for who asked, those of an inner event for others', async () => {
    const own = await another({ audience: 'COLLEGE' });
    const asker = aVolunteerActor('chhtt');
    const eventId = globalId('chhtt', own.id);
    const inner = await asked(asker, 'Только своим', { eventId });
    const withdraw = (as: Actor) => node.ask(`mutation { withdrawQuestion(questionId: "${inner.id}") }`, { as });
    expect(codes(await withdraw(aVolunteerActor('bat')))).toEqual(['NOT_FOUND']);
    await deed(curator, `moderateQuestion(id: "${inner.id}", hidden: true)`);
    expect(codes(await withdraw(asker))).toEqual(['NOT_FOUND']);
    expect((await asked(asker, 'Только своим', { eventId })).id).toBe(inner.id);
    expect(await list(aVolunteerActor('chhtt'), own)).toMatchObject({ totalCount: 0 });
  });

  describe('under one’s own name', () => {
    const nameFor = async (as: Actor | undefined, { id }: Question, of = event) => (await list(as, of, '(first: 100)')).nodes.find((one) => one.id === id)?.authorName;

    it('of the host’s own people: others see it with a consent in force, and it is written down', async () => {
      const [silent, open] = [aVolunteer(), aVolunteer()];
      await node.rows.manager.save([silent, open]);
      await node.rows.manager.save(aMinorsConsent(open));
      const of = async (volunteer: typeof open) => asked(aVolunteerActor('chhtt', volunteer), `Меня зовут ${volunteer.fullName}`, { underOwnName: true });
      const [hers, his] = [await of(silent), await of(open)];
      const unnamed = await asked(aVolunteerActor('chhtt', open), 'А это без имени');
      expect(await nameFor(aVolunteerActor('chhtt'), hers)).toBe(silent.displayName);
      expect(await nameFor(aVolunteerActor('bat'), hers)).toBeNull();
      expect(await nameFor(aVolunteerActor('bat'), his)).toBe(open.displayName);
      expect(await nameFor(curator, unnamed)).toBeNull();
      const reads = await node.rows.query('SELECT DISTINCT volunteer_id, reader_code, fields FROM personal_data_read WHERE volunteer_id = ANY($1)', [[silent.id, open.id]]);
      expect(reads).toEqual([{ volunteer_id: open.id, reader_code: 'bat', fields: ['displayName'] }]);
      await node.rows.query('UPDATE consent SET withdrawn_at = now() WHERE volunteer_id = $1', [open.id]);
      expect(await nameFor(aVolunteerActor('bat'), his)).toBeNull();
    });

    it('or not, as whoever asks it said last', async () => {
      const volunteer = aVolunteer();
      await node.rows.manager.save(volunteer);
      const asker = aVolunteerActor('chhtt', volunteer);
      const said = async (underOwnName: boolean) => asked(asker, 'Моё ли это имя?', { underOwnName });
      const first = await said(true);
      expect(first.authorName).toBe(volunteer.displayName);
      expect(await said(false)).toMatchObject({ id: first.id, authorName: null });
      expect(await nameFor(curator, first)).toBeNull();
      expect(await said(true)).toMatchObject({ id: first.id, authorName: volunteer.displayName });
    });

    it('of a partner’s: the name that the home entrusted to the host, to no third college, and no longer than the consent', async () => {
      const guest = aVolunteer();
      const asker = aVolunteerActor('bat', guest);
      const refused = await ask(asker, 'Меня здесь не знают', { underOwnName: true });
      expect(refused.errors).toMatchObject([{ message: expect.stringMatching('NAME_TO_PARTNERS'), extensions: { code: 'BAD_USER_INPUT' } }]);
      const thread = globalId('bat', uuid());
      await node.rows.manager.save(aRegistration({ event, volunteer: guest, home: 'bat' }, { subjectName: 'Анна К.', participationId: thread }));
      const question = await asked(asker, 'А теперь знают', { underOwnName: true });
      expect(question.authorName).toBe('Анна К.');
      expect(await nameFor(aVolunteerActor('chhtt'), question)).toBe('Анна К.');
      expect(await nameFor(aVolunteerActor('bat'), question)).toBe('Анна К.');
      await node.receive({ from: 'bat', thread, kind: 'NAME_WITHDRAWN', content: {} });
      expect(await nameFor(curator, question)).toBeNull();
    });
  });

  it('cost the same number of statements however many events are asked', async () => {
    const statements = async (first: number) =>
      (
        await node.statementsOf(async () => {
          const query = `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { events(first: ${first}) {
            nodes { questions(first: 3) { totalCount nodes { ${QUESTION} } } feedback { answers average } feedbackComments { totalCount nodes { id } } checkInCode { code } } } } } }`;
          expect((await node.ask(query, { as: curator })).errors).toBeUndefined();
        })
      ).length;
    const few = await statements(3);
    expect(await statements(100)).toBe(few);
  });

  it('are paged from an index', async () => {
    await node.rows.query(
      `INSERT INTO question (id, event_id, asked_by, under_own_name, text, votes, asked_at)
       SELECT gen_random_uuid(), $1, 'bat:' || gen_random_uuid(), false, 'Вопрос ' || number, number % 50, now() FROM generate_series(1, 5000) AS number`,
      [event.id],
    );
    await node.rows.query('ANALYZE question');
    const plan: { 'QUERY PLAN': string }[] = await node.rows.query(
      `EXPLAIN SELECT * FROM question WHERE event_id = $1 AND NOT hidden AND (votes, id) < (40, $2::uuid) ORDER BY votes DESC, id DESC LIMIT 21`,
      [event.id, uuid()],
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch('question_by_votes');
    expect(text).not.toMatch('Sort');
  });
});
