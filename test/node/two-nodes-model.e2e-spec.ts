import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectAgreement } from '#support/both-sides.js';
import { anEvent } from '#support/factories/event.factory.js';
import { TwoNodes } from './two-nodes.js';

const PEOPLE = 5;

/** What should come of it, said as simply as can be. */
interface Model {
  capacity: number;
  isCancelled: boolean;
  hasBegun: boolean;
  /** Whoever wishes to come, by number. */
  readonly wishing: Set<number>;
  /** Minutes that the host's staff were acknowledged last; null for who did not come. */
  readonly minutes: Map<number, number | null>;
}

interface Stage {
  readonly nodes: TwoNodes;
  readonly event: string;
  /** When it was, should it begin: another day for each, for nobody is credited with more hours than a day has. */
  readonly daysAgo: number;
}

/** One thing that happens; whatever it is, no rule may be broken after it. */
class Step implements fc.AsyncCommand<Model, Stage> {
  constructor(
    private readonly said: string,
    private readonly work: (model: Model, stage: Stage) => Promise<unknown>,
  ) {}

  check = (): boolean => true;

  async run(model: Model, stage: Stage): Promise<void> {
    await this.work(model, stage);
    await expectRulesKept(model, stage);
  }

  toString = (): string => this.said;
}

const who = fc.nat(PEOPLE - 1);
const personOf = ({ nodes }: Stage, number: number) => {
  const person = nodes.people[number];
  if (!person) throw new Error(`There is nobody of number ${number}.`);
  return person;
};

const asking = fc.record({ number: who, format: fc.constantFrom('ONSITE' as const, 'ONLINE' as const, null) }).map(
  ({ number, format }) =>
    new Step(`${number} asks, ${format ?? 'either way'}`, async ({ wishing }, stage) => {
      await stage.nodes.takePart(personOf(stage, number), stage.event, format);
      wishing.add(number);
    }),
);
const givingUp = who.map(
  (number) =>
    new Step(`${number} gives up`, async ({ wishing }, stage) => {
      await stage.nodes.giveUp(personOf(stage, number), stage.event);
      wishing.delete(number);
    }),
);
const delivering = fc.record({ by: fc.constantFrom('home' as const, 'host' as const), which: fc.nat(20), isHeardOf: fc.boolean() }).map(
  ({ by, which, isHeardOf }) => new Step(`${by}’s ${which}th message${isHeardOf ? '' : ', unheard of'}`, (_model, { nodes }) => nodes.deliver(by, which, isHeardOf)),
);
const aMinute = fc.constant(new Step('a minute passes', (_model, { nodes }) => nodes.minutePasses()));
const delivered = fc.constant(new Step('all messages', (_model, { nodes }) => nodes.deliverAll()));
const places = fc.integer({ min: 1, max: 4 }).map(
  (capacity) =>
    new Step(`${capacity} places`, async (model, { nodes, event }) => {
      const done = await nodes.byStaff(`updateEvent(id: "chhtt:${event}", input: { capacity: ${capacity} })`);
      if (done?.__typename === 'Event') model.capacity = capacity;
    }),
);
const cancelling = fc.constant(
  new Step('cancelled', async (model, { nodes, event }) => {
    const done = await nodes.byStaff(`cancelEvent(id: "chhtt:${event}", reason: "Гроза")`);
    model.isCancelled ||= done?.__typename === 'Event';
  }),
);
/** As an imported file may have it, with another title: whoever records tells of it first. */
const beginning = fc.constant(
  new Step('begins', async (model, { nodes, event, daysAgo }) => {
    if (model.isCancelled) return;
    await nodes.host.rows.query(`UPDATE event SET title = 'Раньше', starts_at = now() - $2 * interval '24 hours', ends_at = now() - $2 * interval '24 hours' + interval '4 hours', participants_told = false WHERE id = $1`, [event, daysAgo]);
    model.hasBegun = true;
  }),
);
const recording = fc.record({ number: who, attended: fc.boolean(), minutes: fc.integer({ min: 1, max: 240 }), key: fc.uuid() }).map(
  ({ number, attended, minutes, key }) =>
    new Step(`${number} ${attended ? `came for ${minutes}` : 'did not come'}`, async (model, stage) => {
      const registration = await stage.nodes.registrationOf(personOf(stage, number), stage.event);
      if (!registration) return;
      const said = attended ? `attended: true, minutes: ${minutes}` : 'attended: false';
      const done = await stage.nodes.byStaff(`recordAttendance(input: { registrationId: "chhtt:${registration.id}", ${said}, idempotencyKey: "${key}" })`);
      if (done?.__typename === 'Registration') model.minutes.set(number, attended ? minutes : null);
    }),
);
const correcting = fc.record({ number: who, minutes: fc.integer({ min: 0, max: 240 }) }).map(
  ({ number, minutes }) =>
    new Step(`${number} corrected to ${minutes}`, async (model, stage) => {
      const registration = await stage.nodes.registrationOf(personOf(stage, number), stage.event);
      if (!registration) return;
      const done = await stage.nodes.byStaff(`correctMinutes(registrationId: "chhtt:${registration.id}", minutes: ${minutes}, reason: "Проверено")`);
      const wasAbsent = model.minutes.get(number) === null;
      if (done?.__typename === 'Registration' && !(wasAbsent && minutes === 0)) model.minutes.set(number, minutes);
    }),
);

const before = [asking, asking, asking, givingUp, delivering, delivering, delivering, places];
const after = [recording, recording, correcting, correcting, delivering, delivering, delivering, asking, givingUp];
const course = fc.record({
  places: fc.integer({ min: 1, max: 3 }),
  coming: fc.commands(before, { maxCommands: 16, size: 'max' }),
  turn: fc.oneof({ weight: 5, arbitrary: fc.constant('begins' as const) }, fc.constant('is cancelled' as const), fc.constant('is to come' as const)),
  ending: fc.commands([...after, aMinute, delivered], { maxCommands: 16, size: 'max' }),
});

describe('home and host, whatever happens in whatever order, and however their messages come', () => {
  let nodes: TwoNodes;
  let events = 0;
  beforeAll(async () => {
    nodes = await TwoNodes.start(PEOPLE);
  });
  afterAll(() => nodes.stop());

  it('rows 64, 65 and 68: never have more people than places, credit nobody twice, and agree once all is delivered', async () => {
    const [begin, cancel] = [fc.sample(beginning, 1), fc.sample(cancelling, 1)];
    await fc.assert(
      fc.asyncProperty(course, async ({ places: capacity, coming, turn, ending }) => {
        const event = anEvent({ capacity, format: 'HYBRID' });
        await nodes.host.rows.manager.save(event);
        const stage = { nodes, event: event.id, daysAgo: (events += 1) };
        const model: Model = { capacity, isCancelled: false, hasBegun: false, wishing: new Set(), minutes: new Map() };
        await fc.asyncModelRun(() => ({ model, real: stage }), coming);
        for (const step of turn === 'begins' ? begin : turn === 'is cancelled' ? cancel : []) await step.run(model, stage);
        await fc.asyncModelRun(() => ({ model, real: stage }), ending);
        await nodes.minutePasses();
        await nodes.deliverAll();
        await expectAgreement(nodes.side(nodes.home), nodes.side(nodes.host));
        await expectAsModel(model, stage);
      }),
      { numRuns: 20 },
    );
  });

  it('agree on how somebody took part whose place was given up, and asked for otherwise, when it was recorded', async () => {
    const event = anEvent({ format: 'HYBRID' });
    await nodes.host.rows.manager.save(event);
    const stage = { nodes, event: event.id, daysAgo: (events += 1) };
    const model: Model = { capacity: 20, isCancelled: false, hasBegun: false, wishing: new Set(), minutes: new Map() };
    const person = personOf(stage, 0);
    await nodes.takePart(person, event.id, 'ONSITE');
    await nodes.deliverAll();
    await nodes.giveUp(person, event.id);
    await nodes.takePart(person, event.id, 'ONLINE');
    for (const step of fc.sample(beginning, 1)) await step.run(model, stage);
    const registration = await nodes.registrationOf(person, event.id);
    await nodes.byStaff(`recordAttendance(input: { registrationId: "chhtt:${registration?.id ?? ''}", attended: true, minutes: 60, idempotencyKey: "once" })`);
    await nodes.deliverAll();
    const part = await nodes.home.rows.query('SELECT status, format FROM participation WHERE event_id = $1', [`chhtt:${event.id}`]);
    expect(part).toEqual([{ status: 'ATTENDED', format: 'ONSITE' }]);
    await expectAgreement(nodes.side(nodes.home), nodes.side(nodes.host));
  });
});

describe('home and host, after an older backup was restored at one of them', () => {
  let nodes: TwoNodes;
  beforeAll(async () => {
    nodes = await TwoNodes.start(1);
  });
  afterAll(() => nodes.stop());

  /** Somebody who is credited with an hour, at both. */
  const credited = async (daysAgo: number) => {
    const event = anEvent();
    await nodes.host.rows.manager.save(event);
    const person = personOf({ nodes, event: event.id, daysAgo }, 0);
    await nodes.takePart(person, event.id, null);
    await nodes.deliverAll();
    await nodes.host.rows.query(`UPDATE event SET starts_at = now() - $2 * interval '24 hours', ends_at = now() - $2 * interval '24 hours' + interval '4 hours' WHERE id = $1`, [event.id, daysAgo]);
    const id = `chhtt:${(await nodes.registrationOf(person, event.id))?.id ?? ''}`;
    const record = (minutes: number) => nodes.byStaff(`recordAttendance(input: { registrationId: "${id}", attended: true, minutes: ${minutes}, idempotencyKey: "${id} ${minutes}" })`);
    const correct = (minutes: number) => nodes.byStaff(`correctMinutes(registrationId: "${id}", minutes: ${minutes}, reason: "Записано заново")`);
    await record(60);
    await nodes.deliverAll();
    return { event: event.id, person, record, correct };
  };
  const atHome = async (event: string) => (await nodes.home.rows.query(AT_HOME, [`chhtt:${event}`]))[0];
  const atHost = async (event: string) => (await nodes.host.rows.query(AT_HOST, [event]))[0];

  it('the host: who is recorded once more has one entry in force, once it is corrected', async () => {
    const { event, record, correct } = await credited(1);
    for (const sql of ['DELETE FROM attendance_record', `UPDATE registration SET status = 'CONFIRMED', minutes = NULL, credential_id = NULL`, 'DELETE FROM credential']) await nodes.host.rows.query(sql);
    await record(90);
    await nodes.deliverAll();
    expect(await atHome(event)).toMatchObject({ minutes: 60 });
    expect(await atHost(event)).toEqual({ status: 'ATTENDED', minutes: 90, credential: null, inForce: 0 });
    await correct(90);
    await nodes.deliverAll();
    expect(await atHome(event)).toEqual({ status: 'ATTENDED', minutes: 90, credential: expect.any(String), inForce: 1 });
    expect(await atHost(event)).toEqual(await atHome(event));
  });

  it('the home: who asks anew for what is recorded already has the hours again', async () => {
    const { event, person, correct } = await credited(2);
    const before = await atHome(event);
    await nodes.home.rows.transaction(async (tx) => {
      await tx.query('ALTER TABLE record_entry DISABLE TRIGGER USER');
      for (const table of ['record_entry', 'take_part_key', 'participation']) await tx.query(`DELETE FROM ${table}`);
      await tx.query('ALTER TABLE record_entry ENABLE TRIGGER USER');
    });
    await nodes.takePart(person, event, null);
    await nodes.deliverAll();
    const again = await atHome(event);
    expect(again).toEqual({ status: 'ATTENDED', minutes: 60, credential: expect.any(String), inForce: 1 });
    expect(again.credential).not.toBe(before.credential);
    expect(await atHost(event)).toEqual(again);
    await correct(30);
    await nodes.deliverAll();
    expect(await atHome(event)).toMatchObject({ minutes: 30, inForce: 1 });
    expect(await atHost(event)).toEqual(await atHome(event));
  });
});

const AT_HOME = `
  SELECT status, sum(entry.minutes)::int AS minutes, max(entry.id::text) AS credential, count(entry.id)::int AS "inForce"
  FROM participation
  LEFT JOIN record_entry AS entry ON entry.participation_id = participation.id AND kind = 'CREDIT'
    AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)
  WHERE event_id = $1
  GROUP BY participation.id`;

const AT_HOST = `
  SELECT status, minutes, credential_id::text AS credential,
         (SELECT count(*)::int FROM credential WHERE registration_id = registration.id AND revoked_at IS NULL) AS "inForce"
  FROM registration WHERE event_id = $1`;

async function rowsOf({ nodes, event }: Stage): Promise<{ readonly volunteer: string; readonly status: string; readonly minutes: number | null }[]> {
  return nodes.host.rows.query('SELECT volunteer_id AS volunteer, status, minutes FROM registration WHERE event_id = $1 ORDER BY queue_number', [event]);
}

async function expectRulesKept({ capacity }: Model, stage: Stage): Promise<void> {
  const taken = (await rowsOf(stage)).filter(({ status }) => status === 'CONFIRMED' || status === 'ATTENDED');
  expect(taken.length).toBeLessThanOrEqual(capacity);
  const twice = await stage.nodes.home.rows.query(TWICE);
  expect(twice).toEqual([]);
}

const TWICE = `
  SELECT participation_id FROM record_entry AS entry
  WHERE kind = 'CREDIT' AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)
  GROUP BY participation_id HAVING count(*) > 1`;

async function expectAsModel({ capacity, isCancelled, hasBegun, wishing, minutes }: Model, stage: Stage): Promise<void> {
  const rows = await rowsOf(stage);
  const minutesOf = (number: number) => rows.find(({ volunteer }) => volunteer === personOf(stage, number).id)?.minutes ?? null;
  expect(new Map([...minutes.keys()].map((number) => [number, minutesOf(number)]))).toEqual(minutes);
  const [confirmed, waiting] = ['CONFIRMED', 'WAITLISTED'].map((of) => rows.filter(({ status }) => status === of).length);
  if (isCancelled) expect([confirmed, waiting]).toEqual([0, 0]);
  else if (hasBegun) expect(waiting).toBe(0);
  else expect([confirmed, waiting]).toEqual([Math.min(capacity, wishing.size), Math.max(0, wishing.size - capacity)]);
}
