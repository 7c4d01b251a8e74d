import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { RemotePlaceEntity } from '#node/events/remote-place.entity.js';
import { RecordEntryEntity } from '#node/participations/record/record-entry.entity.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aParticipation } from '#support/factories/participation.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode } from './booted-node.js';
import { withoutDelivery } from './homes.js';

const EVENTS = 100;

describe('SQL statements that a query costs', () => {
  let node: BootedNode;
  const staff = aCurator('chhtt');
  const forum = anEvent({ kind: 'FORUM', startsAt: new Date('2026-01-01T00:00:00Z') });
  const events = [forum, ...Array.from({ length: EVENTS - 1 }, () => anEvent({ partOfId: forum.id }))];
  const mentor = aPerson({ role: 'MENTOR' });
  const team = Object.assign(new TeamEntity(), { id: uuid(), name: 'Отряд', about: null, mentorId: mentor.id });
  const volunteers = Array.from({ length: 300 }, () => aVolunteer({ teamId: team.id, mentorId: mentor.id }));

  beforeAll(async () => {
    node = await BootedNode.start();
    const { manager } = node.rows;
    await manager.save([mentor, forum]);
    await manager.save([team, ...events]);
    await manager.save(volunteers);
    await manager.save(events.flatMap((event) => volunteers.slice(0, 3).map((volunteer) => aRegistration({ event, volunteer, home: 'chhtt' }))));
    await manager.save(volunteers.flatMap((volunteer) => aMinorsConsent(volunteer)));
    await manager.save(volunteers.flatMap((volunteer) => aMinorsConsent(volunteer, { purpose: 'CONTACTS_TO_HOST' })));
    await manager.save(volunteers.flatMap((volunteer) => events.slice(0, 2).map((event) => aParticipation({ volunteer, event, host: 'bat' }))));
    const credited = volunteers.flatMap((volunteer) => events.slice(2, 4).map((event) => aParticipation({ volunteer, event, host: 'bat' }, { status: 'ATTENDED' })));
    await manager.save(credited);
    await manager.insert(RecordEntryEntity, credited.map(({ id }) => ({ id: uuid(), participationId: id, kind: 'CARRIED_OVER', minutes: 60, recordedAt: new Date() })));
    await manager.save(RemotePlaceEntity, events.map(({ id }) => ({ eventId: id, collegeCode: 'bat', places: 2 })));
  });
  afterAll(() => node.stop());

  const statements = async (query: string, variables: Record<string, unknown> = {}, as = staff) =>
    withoutDelivery(
      await node.statementsOf(async () => {
        const { data, errors } = await node.ask(query, { as, variables });
        expect(errors).toBeUndefined();
        expect(data).toBeTruthy();
      }),
    );

  it('what hangs on the host costs the same on a page of one event and on one of a hundred', async () => {
    const host = '{ about figures { events } curators { id } mentors { id } teams { name } events(first: 2) { totalCount nodes { id } } volunteers(first: 2) { nodes { id } } practices { totalCount } offers { totalCount } }';
    const page = (first: number) => `{ eventFeed(first: ${first}) { items { event { id host ${host} } } } }`;
    const one = await statements(page(1));
    expect(await statements(page(EVENTS))).toHaveLength(one.length);
  });

  const everything = `query ($first: Int) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College {
    about site
    events(first: $first) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id title host { code about timeZone } placesTaken waitingCount meetingUrl remotePlaceRows { collegeCode taken }
        partOf { title } parts { id placesTaken }
        registrations(first: 2) { totalCount nodes { id volunteerId event { title host { code } } } pageInfo { endCursor } }
      }
    } } } }`;

  it('a page of events with counts, host, parts and registrations costs the same whatever its size', async () => {
    const small = await statements(everything, { first: 3 });
    const large = await statements(everything, { first: 60 });
    expect(large).toHaveLength(small.length);
    // The page, its total, the college, places, partners' places, wholes, parts, the parts' places, registrations, their totals.
    expect(large).toHaveLength(10);
    expect((await statements(everything, { first: EVENTS })).length).toBeLessThanOrEqual(10);
  });

  it('a plain first page of events costs one statement', async () => {
    const page = (fields: string) =>
      `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { events(first: 5) { ${fields} } } } }`;
    expect(await statements(page('nodes { id title startsAt host { code } } pageInfo { hasNextPage }'))).toHaveLength(1);
    expect(await statements(page('totalCount'))).toHaveLength(1);
    expect(await statements(page('coverage { answered { code } }'))).toHaveLength(0);
    expect(await statements('{ eventFeed(first: 20) { items { key event { id } } hasNextPage } }')).toHaveLength(1);
    expect(await statements('{ eventFeed(filter: { colleges: ["bat"] }) { items { key } totalCount hasNextPage } }')).toHaveLength(0);
  });

  it('hundreds of references cost one statement for each type', async () => {
    const references = [
      ...volunteers.map(({ id }) => ({ __typename: 'Volunteer', id: `chhtt:${id}` })),
      ...events.map(({ id }) => ({ __typename: 'Event', id: `chhtt:${id}` })),
    ];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Volunteer { fullName team { name volunteerCount mentor { displayName } } mentor { displayName } }
      ... on Event { title } } }`;
    // Volunteers, events, the team, its count, the mentor.
    expect(await statements(query, { r: references })).toHaveLength(5);
  });

  it('consents and readers of a page of volunteers cost one statement each, whatever its size', async () => {
    const page = `query ($first: Int) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College {
      volunteers(first: $first) { nodes { displayName email consents { purpose inForce } readers { readerCode readAt } } } } } }`;
    // The page, consents, the college (for today's date), readers.
    expect(await statements(page, { first: 3 })).toHaveLength(4);
    expect(await statements(page, { first: 100 })).toHaveLength(4);
  });

  it('record books of a page of volunteers cost the same, whatever its size', async () => {
    const page = `query ($first: Int) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College {
      volunteers(first: $first) { nodes { recordBook(first: 1) { totalCount totalMinutes pageInfo { hasNextPage } nodes { eventTitle minutes credential revokedAt } } } } } } }`;
    // The volunteers, their totals, a page of each book, what is credited.
    expect(await statements(page, { first: 3 })).toHaveLength(4);
    expect(await statements(page, { first: 100 })).toHaveLength(4);
  });

  it('a page of participations with their volunteers and credits costs the same, whatever its size', async () => {
    const page = `query ($first: Int, $statuses: [ParticipationStatus!]) { _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College {
      participations(first: $first, filter: { statuses: $statuses }) { totalCount nodes {
        status eventTitle minutes credential entries { minutes } volunteer { fullName mentor { displayName } } } } } } }`;
    // The page, its total, volunteers, credits, all that was ever credited, mentors.
    expect(await statements(page, { first: 3, statuses: ['ATTENDED'] })).toHaveLength(6);
    expect(await statements(page, { first: 100, statuses: ['ATTENDED'] })).toHaveLength(6);
    // Nothing is credited before the event.
    expect(await statements(page, { first: 100, statuses: ['CONFIRMED'] })).toHaveLength(4);
  });

  it('names and contacts of a host’s guests cost the same, however many guests', async () => {
    const guests = (count: number) => volunteers.slice(0, count).map(({ id }) => ({ __typename: 'Volunteer', id: `chhtt:${id}` }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Volunteer { displayName email } } }';
    // Volunteers, consents, the college (for today's date), participations, the log of who read.
    expect(await statements(query, { r: guests(3) }, aCurator('bat'))).toHaveLength(5);
    expect(await statements(query, { r: guests(100) }, aCurator('bat'))).toHaveLength(5);
  });

  it('operations of one request share what they read', async () => {
    const operation = { query: `{ event(id: "chhtt:${forum.id}") { title placesTaken } }` };
    const sent = await node.statementsOf(async () => {
      const response = await node.post([operation, operation, operation]);
      expect(await response.json()).toEqual(Array.from({ length: 3 }, () => ({ data: { event: { title: forum.title, placesTaken: 3 } } })));
    });
    expect(sent).toHaveLength(2);
  });
});
