import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { FeedbackApart1764000027500 } from '#node/database/migrations/1764000027500-feedback-apart.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { type Answer, BootedNode } from './booted-node.js';

const HOUR_MS = 3_600_000;

describe('after an event', () => {
  let node: BootedNode;
  const curator = aCurator('chhtt');
  beforeAll(async () => {
    node = await BootedNode.start();
  });
  afterAll(() => node.stop());

  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);
  const over = () => node.rows.manager.save(anEvent({ kind: 'DISCUSSION', startsAt: new Date(Date.now() - 3 * HOUR_MS), endsAt: new Date(Date.now() - HOUR_MS) }));

  describe('feedback', () => {
    const guest = async (event: EventEntity, status: 'ATTENDED' | 'CONFIRMED' | 'NO_SHOW' = 'ATTENDED', home = 'bat'): Promise<Actor> => {
      const volunteer = aVolunteer();
      await node.rows.manager.save(aRegistration({ event, volunteer, home }, { status }));
      return aVolunteerActor(home, volunteer);
    };
    const leave = (as: Actor | undefined, { id }: EventEntity, input: object) =>
      node.ask<{ leaveFeedback: { feedback: { answers: number; average: number | null } } }>(
        'mutation ($input: FeedbackInput!) { leaveFeedback(input: $input) { id feedback { answers average } } }',
        { ...(as && { as }), variables: { input: { eventId: globalId('chhtt', id), ...input } } },
      );
    const summary = async (event: EventEntity) =>
      (await node.ask<{ event: { feedback: object } }>(`{ event(id: "${globalId('chhtt', event.id)}") { feedback { answers average } } }`)).data.event.feedback;
    const comments = async ({ id }: EventEntity, as: Actor, args = '') => {
      const query = `{ event(id: "${globalId('chhtt', id)}") { feedbackComments${args} { totalCount pageInfo { endCursor } nodes { id text } } } }`;
      return (await node.ask<{ event: { feedbackComments: { totalCount: number; pageInfo: { endCursor: string }; nodes: { id: string; text: string }[] } } }>(query, { as })).data.event.feedbackComments;
    };

    it('is of those who attended, wherever they are from', async () => {
      const event = await over();
      expect((await leave(await guest(event), event, { rating: 5, comment: 'Спасибо!' })).data.leaveFeedback.feedback).toEqual({ answers: 1, average: null });
      expect((await leave(await guest(event, 'ATTENDED', 'chhtt'), event, { rating: 1 })).data.leaveFeedback.feedback).toEqual({ answers: 2, average: null });
      const others = [undefined, await guest(event, 'CONFIRMED'), await guest(event, 'NO_SHOW'), aVolunteerActor('bat'), curator, aCurator('bat', { roles: ['PARTNER'] })];
      for (const as of others) expect(codes(await leave(as, event, { rating: 5 }))).toEqual(['FORBIDDEN']);
      expect(await summary(event)).toEqual({ answers: 2, average: null });
    });

    it('is left once, also when it comes many times at once, and stays', async () => {
      const event = await over();
      const self = await guest(event);
      const answers = await Promise.all([1, 2, 3, 4, 5].map((rating) => leave(self, event, { rating })));
      expect(answers.filter(({ errors }) => errors).map(codes)).toEqual(Array.from({ length: 4 }, () => ['BAD_USER_INPUT']));
      expect(await summary(event)).toMatchObject({ answers: 1 });
    });

    it('is from 1 to 5, with words that can be kept', async () => {
      const event = await over();
      const self = await guest(event);
      const bad = [{ rating: 0 }, { rating: 6 }, { rating: 3, comment: 'я'.repeat(2_001) }, { rating: 3, comment: 'а\0' }];
      for (const input of bad) expect([input, codes(await leave(self, event, input))]).toEqual([input, ['BAD_USER_INPUT']]);
      expect(await summary(event)).toEqual({ answers: 0, average: null });
      expect((await leave(self, event, { rating: 3, comment: '  ' })).errors).toBeUndefined();
      expect(await comments(event, curator)).toMatchObject({ totalCount: 0, nodes: [] });
    });

    it('has no average under ten, and one that never moves by a single answer', async () => {
      const event = await over();
      const averages: (number | null)[] = [];
      for (let count = 1; count <= 21; count += 1) {
        const rating = count <= 10 ? 4 : count <= 20 ? 5 : 1;
        const { data } = await leave(await guest(event), event, { rating });
        averages.push(data.leaveFeedback.feedback.average);
      }
      expect(averages).toEqual([...Array<null>(9).fill(null), ...Array<number>(10).fill(4), 4.5, 4.5]);
      expect(await summary(event)).toEqual({ answers: 21, average: 4.5 });
    });

    it('counts whole tens also when answers come at once', async () => {
      const event = await over();
      const guests = await Promise.all(Array.from({ length: 12 }, () => guest(event)));
      await Promise.all(guests.map((as) => leave(as, event, { rating: 3 })));
      expect(await node.rows.query('SELECT ten, count(*)::int AS count FROM feedback WHERE event_id = $1 GROUP BY ten ORDER BY ten', [event.id])).toEqual([
        { ten: 0, count: 10 },
        { ten: 1, count: 2 },
      ]);
    });

    it('has its comments for the host’s staff, without a name, a time or a mark', async () => {
      const event = await over();
      for (const comment of ['Первый', 'Второй', 'Третий', null, null]) await leave(await guest(event), event, { rating: 2, comment });
      const all = await comments(event, curator);
      expect(all).toMatchObject({ totalCount: 3 });
      expect(all.nodes.map(({ text }) => text).toSorted()).toEqual(['Второй', 'Первый', 'Третий']);
      const first = await comments(event, aCurator('chhtt', { roles: ['MENTOR'] }), '(first: 2)');
      const rest = await comments(event, curator, `(first: 2, after: "${first.pageInfo.endCursor}")`);
      expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
      for (const as of [aCurator('bat'), aVolunteerActor('chhtt'), await guest(event)]) expect(await comments(event, as)).toMatchObject({ totalCount: 0, nodes: [] });
      // The two tables have no more in common than the event.
      expect(Object.keys((await node.rows.query('SELECT * FROM feedback LIMIT 1'))[0]).toSorted()).toEqual(['comment', 'event_id', 'id', 'rating', 'ten']);
      expect(Object.keys((await node.rows.query('SELECT * FROM feedback_author LIMIT 1'))[0]).toSorted()).toEqual(['event_id', 'person_id']);
    });

    it('has its comments once five have answered, for one of few would be somebody’s', async () => {
      const event = await over();
      for (let answers = 1; answers <= 5; answers += 1) {
        await leave(await guest(event), event, { rating: 4, comment: `Комментарий ${answers}` });
        const given = await comments(event, curator);
        expect([given.totalCount, given.nodes.length]).toEqual(answers < 5 ? [0, 0] : [5, 5]);
      }
      const order = (await comments(event, curator)).nodes.map(({ id }) => id);
      expect(order).toEqual(order.toSorted());
    });

    it('is nobody’s in the database: neither transactions nor the order of rows say whose', async () => {
      const event = await over();
      const came: string[] = [];
      const newestIsLast: Record<'authors' | 'answers', boolean[]> = { authors: [], answers: [] };
      const physical = async (column: string, table: string): Promise<string[]> =>
        (await node.rows.query(`SELECT ${column} AS of FROM ${table} WHERE event_id = $1 ORDER BY ctid`, [event.id])).map(({ of }: { of: string }) => of);
      for (let count = 0; count < 10; count += 1) {
        const self = await guest(event);
        await leave(self, event, { rating: 1 + (count % 5), comment: self.id });
        came.push(self.id);
        newestIsLast.authors.push((await physical('person_id', 'feedback_author')).at(-1) === self.id);
        newestIsLast.answers.push((await physical('comment', 'feedback')).at(-1) === self.id);
      }

      const joined = await node.rows.query(
        `SELECT author.person_id AS "personId", count(*)::int AS answers
         FROM feedback_author author JOIN feedback answer ON answer.event_id = author.event_id AND answer.xmin::text = author.xmin::text
         WHERE author.event_id = $1 GROUP BY author.person_id`,
        [event.id],
      );
      expect(joined).toHaveLength(10);
      for (const { answers } of joined) expect(answers).toBe(10);

      const [authors, answers] = [await physical('person_id', 'feedback_author'), await physical('comment', 'feedback')];
      expect(authors.toSorted()).toEqual(came.toSorted());
      expect(answers.toSorted()).toEqual(came.toSorted());
      expect(authors).not.toEqual(answers);
      for (const order of [authors, answers]) expect(order).not.toEqual(came);
      for (const always of Object.values(newestIsLast)) expect(always).toContain(false);
    });

    it('that was there before is written anew once', async () => {
      const event = await over();
      for (let count = 0; count < 10; count += 1) {
        await node.rows.transaction(async (tx) => {
          await tx.query('INSERT INTO feedback_author (event_id, person_id) VALUES ($1, $2)', [event.id, `bat:${randomUUID()}`]);
          await tx.query('INSERT INTO feedback (id, event_id, ten, rating) VALUES ($1, $2, 0, 3)', [randomUUID(), event.id]);
        });
      }
      const before = await node.rows.query('SELECT id FROM feedback WHERE event_id = $1 ORDER BY ctid', [event.id]);
      await node.rows.transaction((tx) => new FeedbackApart1764000027500().up(tx.queryRunner ?? node.rows.createQueryRunner()));
      const [{ xmins }] = await node.rows.query('SELECT count(DISTINCT xmin::text)::int AS xmins FROM feedback_author WHERE event_id = $1', [event.id]);
      expect(xmins).toBe(1);
      const after = await node.rows.query('SELECT id FROM feedback WHERE event_id = $1 ORDER BY ctid', [event.id]);
      expect(after).not.toEqual(before);
      expect(after).toHaveLength(10);
    });
  });

  describe('materials and the outcome', () => {
    const change = (as: Actor | undefined, call: string) =>
      node.ask<{ done: { materials: object[]; outcome: string | null } }>(`mutation { done: ${call} { materials { title url } outcome } }`, as && { as });
    const quoted = (text: string) => JSON.stringify(text);
    const add = (as: Actor | undefined, { id }: EventEntity, title: string, url: string) =>
      change(as, `addMaterial(eventId: "${globalId('chhtt', id)}", title: ${quoted(title)}, url: ${quoted(url)})`);
    const remove = (as: Actor | undefined, { id }: EventEntity, url: string) => change(as, `removeMaterial(eventId: "${globalId('chhtt', id)}", url: ${quoted(url)})`);
    const record = (as: Actor | undefined, { id }: EventEntity, outcome: string | null) =>
      change(as, `recordOutcome(eventId: "${globalId('chhtt', id)}", outcome: ${outcome === null ? 'null' : quoted(outcome)})`);

    it('are the host’s staff’s', async () => {
      const event = await over();
      expect((await add(curator, event, ' Запись   встречи ', 'https://video.example/17')).data.done.materials).toEqual([{ title: 'Запись встречи', url: 'https://video.example/17' }]);
      await add(curator, event, 'Слайды', 'https://slides.example/17');
      expect((await add(curator, event, 'Видео', 'https://video.example/17')).data.done.materials).toEqual([
        { title: 'Видео', url: 'https://video.example/17' },
        { title: 'Слайды', url: 'https://slides.example/17' },
      ]);
      const removed = await remove(curator, event, 'https://video.example/17');
      expect(removed.data.done.materials).toEqual([{ title: 'Слайды', url: 'https://slides.example/17' }]);
      expect((await record(curator, event, 'Договорились о практике.\nЖдём весной.')).data.done.outcome).toBe('Договорились о практике.\nЖдём весной.');
      expect((await record(curator, event, null)).data.done.outcome).toBeNull();
      for (const as of [undefined, aCurator('bat'), aVolunteerActor('chhtt')]) {
        expect(codes(await add(as, event, 'Чужое', 'https://x.example'))).toEqual(['FORBIDDEN']);
        expect(codes(await remove(as, event, 'https://slides.example/17'))).toEqual(['FORBIDDEN']);
        expect(codes(await record(as, event, 'Чужое'))).toEqual(['FORBIDDEN']);
      }
    });

    it.each(['javascript:alert(1)', 'data:text/html,x', '//x.example', 'ftp://x.example', 'https://', 'https://a b', 'https://me:secret@x.example', `https://x.example/${'я'.repeat(2_000)}`, ''])(
      'row 60: no material at %s',
      async (url) => {
        expect(codes(await add(curator, await over(), 'Ссылка', url))).toEqual(['BAD_USER_INPUT']);
      },
    );

    it('are kept while many add at once, fifty at most', async () => {
      const event = await over();
      await Promise.all(Array.from({ length: 10 }, (_, number) => add(curator, event, `Лист ${number}`, `https://x.example/${number}`)));
      for (let number = 10; number < 50; number += 1) await add(curator, event, 'Лист', `https://x.example/${number}`);
      expect(codes(await add(curator, event, 'Лишний', 'https://x.example/50'))).toEqual(['BAD_USER_INPUT']);
      const [row] = await node.rows.query('SELECT jsonb_array_length(materials) AS count FROM event WHERE id = $1', [event.id]);
      expect(row).toEqual({ count: 50 });
    });

    it('are taken off what was cancelled, and none is added to it', async () => {
      const materials = [{ title: 'Не та ссылка', url: 'https://x.example/wrong' }, { title: 'Слайды', url: 'https://slides.example/17' }];
      const cancelled = await node.rows.manager.save(anEvent({ status: 'CANCELLED', materials }));
      expect((await remove(curator, cancelled, 'https://x.example/wrong')).data.done.materials).toEqual(materials.slice(1));
      const { errors } = await add(curator, cancelled, 'Слайды', 'https://slides.example/17');
      expect(errors).toMatchObject([{ message: 'eventId: was cancelled: nothing comes of it', extensions: { code: 'BAD_USER_INPUT' } }]);
    });

    it('an outcome is of what is over, and of nothing that was cancelled', async () => {
      const coming = await node.rows.manager.save(anEvent());
      expect(codes(await record(curator, coming, 'Рано'))).toEqual(['BAD_USER_INPUT']);
      const cancelled = await node.rows.manager.save(anEvent({ status: 'CANCELLED' }));
      expect(codes(await record(curator, cancelled, 'Не было'))).toEqual(['BAD_USER_INPUT']);
      expect(codes(await record(curator, await over(), 'я'.repeat(10_001)))).toEqual(['BAD_USER_INPUT']);
    });
  });
});
