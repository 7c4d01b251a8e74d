import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import type { MessageContent } from '#node/messages/message-kinds.js';
import { SettlingService } from '#node/participations/taking-part/settling.service.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { anAccount } from '#support/factories/account.factory.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { type Home, aHome } from './taking-part.js';

const curator = aCurator('chhtt');

/** A mentor of the college, in its books. */
async function aMentor(home: Home) {
  const person = await home.has(aPerson({ role: 'MENTOR' }));
  return { person, actor: aCurator('chhtt', { id: globalId('chhtt', person.id), roles: ['MENTOR'] }) };
}

/** Volunteers of the college who have asked a host that is silent. */
function askedBy(home: Home, volunteers: readonly Awaited<ReturnType<Home['ready']>>[]) {
  return Promise.all(
    volunteers.map(async (ready) => {
      const eventId = `bat:${uuid()}`;
      return { ...(await home.takePart(ready.self, eventId)), ...ready, eventId };
    }),
  );
}

const manyReady = (home: Home, count: number) => Promise.all(Array.from({ length: count }, () => home.ready()));

const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) => errors?.map(({ extensions }) => extensions.code);

describe('a college whose curator approves', () => {
  let home: Home;
  let wishes: Awaited<ReturnType<typeof askedBy>>;
  /** One whom no other test is about. */
  const aWish = () => wishes.pop()!;

  beforeAll(async () => {
    home = await aHome({ participationApproval: 'CURATOR' });
    wishes = await askedBy(home, await manyReady(home, 8));
  });
  afterAll(() => home.node.stop());

  it('asks the host once the curator has agreed, and no earlier', async () => {
    const { id, status } = aWish();
    expect([status, await home.sent(id)]).toEqual(['AWAITING_HOME', []]);
    expect((await home.decide(curator, 'approve', id)).data.decided).toMatchObject({ id, status: 'AWAITING_HOST' });
    expect((await home.decide(curator, 'approve', id)).data.decided).toMatchObject({ id, status: 'AWAITING_HOST' });
    expect((await home.sent(id)).map(({ kind }) => kind)).toEqual(['SEAT_REQUESTED']);
    expect(codes(await home.decide(curator, 'decline', id))).toEqual(['BAD_USER_INPUT']);
    expect(await home.rowsOf('SELECT decided_by FROM participation WHERE id = $1', [id.slice('chhtt:'.length)])).toEqual([{ decided_by: curator.id }]);
  });

  it('declines with a reason, after which the volunteer may ask anew', async () => {
    const { self, eventId, id } = aWish();
    for (const time of ['once', 'twice']) {
      expect([time, (await home.decide(curator, 'decline', id)).data.decided]).toMatchObject([time, { status: 'DECLINED', reason: 'Экзамен в этот день' }]);
    }
    expect(codes(await home.decide(curator, 'approve', id))).toEqual(['BAD_USER_INPUT']);
    expect(await home.takePart(self, eventId)).toMatchObject({ id, status: 'AWAITING_HOME', reason: null });
    expect(await home.sent(id)).toEqual([]);
  });

  describe('learns of the event before it decides', () => {
    const told = { title: 'Чистый берег', startsAt: new Date(Date.now() + 3_600_000).toISOString(), endsAt: new Date(Date.now() + 7_200_000).toISOString(), timeZone: 'Europe/Moscow', status: 'PUBLISHED' } as const;
    const tell = (eventId: string, event: MessageContent<'EVENT_TOLD'>['event'], from = 'bat') => home.node.receive({ from, thread: eventId, kind: 'EVENT_TOLD', content: { event, capacity: null } });
    const partIn = async (eventId: string) => (await home.rowsOf('SELECT status, reason, event_title FROM participation WHERE event_id = $1', [eventId]))[0];

    it('and the host learns of nobody', async () => {
      const { eventId } = aWish();
      expect(await home.sent(eventId)).toEqual([{ receiver: 'bat', kind: 'EVENT_ASKED', content: {} }]);
      await expect(tell(eventId, told, 'hgt')).rejects.toThrow('its own events');
      await tell(eventId, told);
      expect(await partIn(eventId)).toEqual({ status: 'AWAITING_HOME', reason: null, event_title: 'Чистый берег' });
    });

    it('at the own college, too', async () => {
      const { self } = await home.ready();
      const event = await home.has(anEvent());
      expect(await home.takePart(self, globalId('chhtt', uuid()))).toMatchObject({ __typename: 'EventClosedError', status: 'CANCELLED' });
      expect(await home.takePart(self, globalId('chhtt', event.id))).toMatchObject({ status: 'AWAITING_HOME', eventTitle: event.title });
    });

    it('and waits on where the event is put off, at the own college, too', async () => {
      const [{ eventId }, { self }, event] = [aWish(), await home.ready(), await home.has(anEvent())];
      const later = (moment: Date | string) => new Date(new Date(moment).getTime() + 86_400_000).toISOString();
      await home.takePart(self, globalId('chhtt', event.id));
      const putOff = 'mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { ... on Event { startsAt } } }';
      const input = { startsAt: later(event.startsAt), endsAt: later(event.endsAt) };
      expect((await home.node.ask(putOff, { as: curator, variables: { id: globalId('chhtt', event.id), input } })).errors).toBeUndefined();
      await tell(eventId, told);
      await tell(eventId, { ...told, startsAt: later(told.startsAt), endsAt: later(told.endsAt) });
      const startOf = async (id: string) => (await home.rowsOf('SELECT status, event_starts_at AS starts FROM participation WHERE event_id = $1', [id]))[0];
      expect(await startOf(eventId)).toEqual({ status: 'AWAITING_HOME', starts: new Date(later(told.startsAt)) });
      expect(await startOf(globalId('chhtt', event.id))).toEqual({ status: 'AWAITING_HOME', starts: new Date(later(event.startsAt)) });
    });

    it('and ends what nobody decided until the event began', async () => {
      const { eventId } = aWish();
      await tell(eventId, told);
      const settling = home.node.get(SettlingService);
      await settling.work();
      expect(await partIn(eventId)).toMatchObject({ status: 'AWAITING_HOME' });
      await home.rowsOf(`UPDATE participation SET event_starts_at = date_trunc('milliseconds', now()) WHERE event_id = $1`, [eventId]);
      await settling.work();
      expect(await partIn(eventId)).toMatchObject({ status: 'DECLINED', reason: 'EVENT_CLOSED' });
    });
  });

  it('is given up before anybody was asked', async () => {
    const { self, id } = aWish();
    expect((await home.withdraw(self, id)).data.withdrawParticipation).toMatchObject({ status: 'CANCELLED' });
    expect(codes(await home.decide(curator, 'approve', id))).toEqual(['BAD_USER_INPUT']);
    expect(await home.sent(id)).toEqual([]);
  });

  it('approves nothing that was agreed to no more', async () => {
    const { volunteer, id } = aWish();
    await home.rowsOf('UPDATE consent SET withdrawn_at = now() WHERE volunteer_id = $1', [volunteer.id]);
    expect((await home.decide(curator, 'approve', id)).data.decided).toMatchObject({ __typename: 'ConsentNeededError', guardian: true });
    expect(await home.statusOf(volunteer)).toEqual(['AWAITING_HOME']);
  });

  it('lets nobody else decide, and tells curators of what there is not', async () => {
    const { self, id } = aWish();
    const { actor: mentor } = await aMentor(home);
    for (const as of [undefined, self, mentor, aCurator('chhtt', { roles: ['OPERATOR'] }), aCurator('bat')]) {
      expect([codes(await home.decide(as, 'approve', id)), codes(await home.decide(as, 'decline', id))]).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
    }
    expect(codes(await home.decide(curator, 'approve', globalId('chhtt', uuid())))).toEqual(['NOT_FOUND']);
  });

  it('has another curator decide about a curator, where there is another', async () => {
    const person = await home.has(aPerson({ role: 'CURATOR' }));
    const self = aCurator('chhtt', { id: globalId('chhtt', person.id) });
    const wish = async () => {
      await home.takePart(self, `bat:${uuid()}`); // the first makes them a volunteer, who can agree
      await home.node.ask(`mutation { giveConsent(input: { volunteerId: "${self.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`, { as: self });
      return (await home.takePart(self, `bat:${uuid()}`)).id;
    };
    const alone = await wish();
    expect((await home.decide(self, 'approve', alone)).data.decided).toMatchObject({ status: 'AWAITING_HOST' });

    const gone = await home.has(aPerson({ role: 'CURATOR' }));
    await home.has(Object.assign(await anAccount({ person: gone }, 'gone'), { disabledAt: new Date() }));
    const left = await home.has(aPerson({ role: 'CURATOR', leftAt: new Date(), publishName: false }));
    await home.has(await anAccount({ person: left }, 'left'));
    expect((await home.decide(self, 'approve', await wish())).data.decided).toMatchObject({ status: 'AWAITING_HOST' });

    const other = await home.has(aPerson({ role: 'CURATOR' }));
    await home.has(await anAccount({ person: other }, 'other'));
    const id = await wish();
    for (const deed of ['approve', 'decline'] as const) {
      const { errors } = await home.decide(self, deed, id);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('another curator has to') }]);
    }
    expect((await home.decide(aCurator('chhtt', { id: globalId('chhtt', other.id) }), 'approve', id)).data.decided).toMatchObject({ status: 'AWAITING_HOST' });
  });

  it('sees what waits, in the order it was asked for', async () => {
    const eventId = `bat:${uuid()}`;
    const asked: string[] = [];
    for (const { self } of [await home.ready(), await home.ready()]) asked.push((await home.takePart(self, eventId)).id);
    const page = async (as = curator, args = 'filter: { statuses: [AWAITING_HOME] }') =>
      home.node.ask<{ _entities: [{ participations: { nodes: { id: string }[]; totalCount: number; pageInfo: { endCursor: string } } | null }] }>(
        `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { participations(${args}) { totalCount nodes { id } pageInfo { endCursor } } } } }`,
        { as },
      );
    const { nodes, totalCount } = (await page()).data._entities[0].participations!;
    expect(nodes.map(({ id }) => id).filter((id) => asked.includes(id))).toEqual(asked);
    expect(totalCount).toBe(nodes.length);
    const first = (await page(curator, 'first: 1')).data._entities[0].participations!;
    const rest = (await page(curator, `after: "${first.pageInfo.endCursor}"`)).data._entities[0].participations!;
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toHaveLength(first.totalCount);
    expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(first.totalCount);
    expect(codes(await page(aCurator('bat')))).toEqual(['FORBIDDEN']);
  });
});

describe('a college whose mentors approve', () => {
  let home: Home;
  beforeAll(async () => {
    home = await aHome({ participationApproval: 'MENTOR' });
  });
  afterAll(() => home.node.stop());

  it('has the volunteer’s own mentor do it, or their team’s, or a curator; and no other mentor', async () => {
    const [own, teams, other] = [await aMentor(home), await aMentor(home), await aMentor(home)];
    const team = await home.has(Object.assign(new TeamEntity(), { id: uuid(), name: 'Отряд', about: null, mentorId: teams.person.id }));
    const guided = await home.ready({ mentorId: own.person.id, teamId: team.id });
    const teamed = await home.ready({ teamId: team.id });
    const alone = await home.ready();
    const tried = [
      [own.actor, guided, 'approved'],
      [teams.actor, guided, ['NOT_FOUND']],
      [teams.actor, teamed, 'approved'],
      [other.actor, teamed, ['NOT_FOUND']],
      [own.actor, alone, ['NOT_FOUND']],
      [curator, alone, 'approved'],
    ] as const;
    const asked = await askedBy(home, tried.map(([, whose]) => whose));
    const outcomes = await Promise.all(tried.map(async ([by], index) => codes(await home.decide(by, 'approve', asked[index]?.id ?? '')) ?? 'approved'));
    expect(outcomes).toEqual(tried.map(([, , outcome]) => outcome));

    const list = async (as: typeof curator) => {
      const { data } = await home.node.ask<{ _entities: [{ participations: { nodes: { volunteer: { id: string } }[] } }] }>(
        '{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { participations { nodes { volunteer { id } } } } } }',
        { as },
      );
      return new Set(data._entities[0].participations.nodes.map(({ volunteer }) => volunteer.id));
    };
    expect(await list(own.actor)).toEqual(new Set([guided.self.id]));
    expect(await list(teams.actor)).toEqual(new Set([teamed.self.id]));
    expect(await list(other.actor)).toEqual(new Set());
    expect(await list(curator)).toEqual(new Set([guided.self.id, teamed.self.id, alone.self.id]));
  });

  it('has no mentor approve themselves', async () => {
    const { actor, person } = await aMentor(home);
    await home.takePart(actor, `bat:${uuid()}`);
    await home.rowsOf('UPDATE volunteer SET mentor_id = id WHERE person_id = $1', [person.id]);
    const query = `mutation { giveConsent(input: { volunteerId: "${actor.id}", purpose: CREDENTIAL_ISSUE, textVersion: "2026-09" }) { inForce } }`;
    await home.node.ask(query, { as: actor });
    const { id } = await home.takePart(actor, `bat:${uuid()}`);
    expect(codes(await home.decide(actor, 'approve', id))).toEqual(['NOT_FOUND']);
    expect(codes(await home.decide(curator, 'approve', id))).toBeUndefined();
  });
});
