import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import { aMinorsConsent } from '#support/factories/consent.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anAgreement, anOffer } from '#support/factories/offer.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { Json } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';

const TAKE_PART = 'mutation ($input: TakePartInput!) { takePart(input: $input) { ... on Participation { id status } } }';
const RECORD = 'mutation ($input: AttendanceInput!) { recordAttendance(input: $input) { ... on Registration { status minutes } } }';

/** Chapayevsk's leaves, while Kerch's is switched off. */
describe('a college leaves the network', () => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await startNetwork('kpk', 'chhtt');
  });
  afterAll(() => network.stop());

  const aStudent = async (home: string) => {
    const volunteer = aVolunteer();
    await network.node(home).has(volunteer, ...aMinorsConsent(volunteer, { purpose: 'CREDENTIAL_ISSUE' }));
    return aVolunteerActor(home, volunteer);
  };
  const takePart = async (as: ReturnType<typeof aVolunteerActor>, eventId: string): Promise<Json> =>
    (await network.ask(TAKE_PART, { input: { eventId, idempotencyKey: uuid() } }, as)).data.takePart;
  const partOf = async (id: string) => (await network.node('kpk').rowsOf('SELECT status, reason, seat_asked FROM participation WHERE id = $1', [id.slice('kpk:'.length)]))[0];
  const ofAgreements = (agreements: readonly { readonly id: string }[]) =>
    network.node('kpk').rowsOf('SELECT status, reason FROM agreement ORDER BY array_position($1::uuid[], id)', [agreements.map(({ id }) => id)]);

  it('delivers the hours that it owes, is asked and asks for nothing more, and nobody waits for it', async () => {
    const host = network.node('chhtt');
    const [past, coming] = [anEvent(), anEvent()];
    await host.has(past, coming);
    const self = await aStudent('kpk');
    const [attended, expected] = [await takePart(self, globalId('chhtt', past.id)), await takePart(self, globalId('chhtt', coming.id))];
    for (const { id } of [attended, expected]) await until('the place is there', async () => (await partOf(id))?.['status'] === 'CONFIRMED');
    await host.rowsOf(`UPDATE event SET starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' WHERE id = $1`, [past.id]);
    const [registration] = await host.rowsOf('SELECT id FROM registration WHERE event_id = $1', [past.id]);

    await network.node('kpk').kill();
    const input = { registrationId: globalId('chhtt', String(registration?.['id'])), attended: true, minutes: 40, idempotencyKey: uuid() };
    expect((await network.ask(RECORD, { input }, aCurator('chhtt'))).data.recordAttendance).toEqual({ status: 'ATTENDED', minutes: 40 });
    const own = anEvent({ audience: 'NETWORK' });
    const [offered, promised] = [anOffer(), anOffer({ status: 'AGREED' })];
    const theirs = () => globalId('chhtt', uuid());
    const agreements = [
      anAgreement('kpk', offered, theirs()),
      anAgreement('chhtt', offered, theirs(), { proposedHere: false }),
      anAgreement('chhtt', promised, theirs(), { proposedHere: false, status: 'ACCEPTED' }),
    ];
    await network.node('kpk').has(own, offered, promised, ...agreements);
    expect(await takePart(await aStudent('chhtt'), globalId('kpk', own.id))).toMatchObject({ status: 'AWAITING_HOST' });
    const leftAt = new Date(Date.now() + 500).toISOString();
    await network.roster.write(network.roster.colleges.map((member) => (member.code === 'chhtt' ? { ...member, status: 'LEFT', leftAt } : member)));
    await until('the network knows', async () => (await network.ask('{ college(code: "chhtt") { status } }')).data?.college?.status !== 'MEMBER');
    await network.node('kpk').restart();

    await until('the hours are home', async () => (await partOf(attended.id))?.['status'] === 'ATTENDED');
    expect(await network.node('kpk').rowsOf('SELECT minutes FROM record_entry')).toEqual([{ minutes: 40 }]);
    await network.node('kpk').restart(); // what it settles each minute does not wait for its turn
    await until('nobody waits', async () => (await partOf(expected.id))?.['status'] === 'CANCELLED', 90_000);
    expect(await partOf(expected.id)).toEqual({ status: 'CANCELLED', reason: 'HOST_LEFT', seat_asked: false });
    await until('nor for its word on an offer', async () => (await ofAgreements(agreements))[1]?.['reason'] !== null, 90_000);
    expect(await ofAgreements(agreements)).toEqual([
      { status: 'WITHDRAWN', reason: 'PARTNER_LEFT' },
      { status: 'DECLINED', reason: 'PARTNER_LEFT' },
      { status: 'ACCEPTED', reason: null },
    ]);
    await until('its own wish is refused', async () => {
      const rows = await host.rowsOf('SELECT last_problem FROM outbox_message WHERE refused_at IS NOT NULL');
      return rows[0]?.['last_problem'] === 'the college has left the network';
    });
    expect(await network.node('kpk').rowsOf('SELECT FROM registration')).toEqual([]);
    await until('it says what waits', async () => {
      const rows = await network.node('kpk').rowsOf(`SELECT kind, last_problem FROM outbox_message WHERE receiver = 'chhtt' AND delivered_at IS NULL AND kind LIKE 'SEAT%'`);
      return rows[0]?.['kind'] === 'SEAT_WITHDRAWN' && String(rows[0]['last_problem']).includes('waits until it comes back');
    });

    const standing = network.roster.colleges;
    const longAgo = new Date(Date.now() - 31 * 86_400_000).toISOString();
    await network.roster.write(standing.map((member) => (member.code === 'chhtt' ? { ...member, leftAt: longAgo } : member)));
    await network.node('kpk').restart(); // its sweep does not wait for its turn
    const given = async () => (await network.node('kpk').rowsOf(`SELECT content, last_problem FROM outbox_message WHERE receiver = 'chhtt' AND receiver_left`))[0];
    await until('after 30 days nothing waits any more', async () => (await given()) !== undefined);
    expect(await given()).toEqual({ content: null, last_problem: 'chhtt left the network, and 30 days have passed: nobody takes this any more.' });
    await until('what was kept for it is there for others', async () => (await ofAgreements(agreements))[2]?.['status'] === 'LAPSED', 90_000);
    expect(await network.node('kpk').rowsOf('SELECT status FROM offer')).toEqual([{ status: 'OPEN' }, { status: 'OPEN' }]);
    await until('the log tells of it', () => network.node('kpk').log.includes('notDelivered'));

    const back = standing.map((member) => (member.code === 'chhtt' ? aMember('chhtt', member.endpoint, host.keys) : member));
    await network.roster.write(back);
    await until('the network knows', async () => (await takePart(self, globalId('chhtt', coming.id)))?.id === expected.id);
    await until('who came back is written to again', async () => (await partOf(expected.id))?.['status'] === 'CONFIRMED');
  }, 240_000);
});
