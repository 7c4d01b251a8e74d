import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventEntity } from '#node/events/event.entity.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { BootedNode } from './booted-node.js';
import { type Guest, Homes, aGuest } from './homes.js';
import { type Person, SeatsModel } from './seats-model.js';

const COLLEGES = ['bat', 'hgt', 'kpk'];
const PEOPLE = 12;
const curator = aCurator('chhtt');

/** An event of a host that runs as two processes, and everybody who may want to come. */
interface Stage {
  readonly nodes: readonly [BootedNode, BootedNode];
  readonly homes: Homes;
  readonly event: EventEntity;
  readonly guests: readonly Guest[];
}

type Step = fc.AsyncCommand<SeatsModel, Stage>;

/** What one person or the host’s staff does, for the model and for the host. */
interface Deed {
  readonly said: string;
  readonly plan: (model: SeatsModel, stage: Stage) => void;
  readonly work: (stage: Stage, node: BootedNode) => Promise<void>;
}

const who = fc.nat(PEOPLE - 1);
const asking = fc.record({ who, format: fc.constantFrom('ONSITE' as const, 'ONLINE' as const) }).map(
  ({ who: number, format }): Deed => ({
    said: `${number} asks ${format}`,
    plan: (model, { guests }) => {
      const { thread, home } = guests[number]!;
      model.ask({ thread, home, format });
    },
    work: ({ homes, event, guests }, node) => homes.ask(guests[number]!, event, { format }, node),
  }),
);
const givingUp = who.map(
  (number): Deed => ({
    said: `${number} gives up`,
    plan: (model, { guests }) => model.giveUp(guests[number]!.thread),
    work: ({ homes, guests }, node) => homes.giveUp(guests[number]!, node),
  }),
);
const capacity = fc.integer({ min: 1, max: 8 }).map(
  (places): Deed => ({
    said: `${places} places`,
    plan: (model) => {
      if (!model.cancelled && places >= model.taken && places >= model.keptFor()) model.setCapacity(places);
    },
    work: ({ event }, node) => changing(node, `updateEvent(id: "chhtt:${event.id}", input: { capacity: ${places} })`),
  }),
);
const keeping = fc.record({ college: fc.constantFrom(...COLLEGES), places: fc.nat(2) }).map(
  ({ college, places }): Deed => ({
    said: `${places} kept for ${college}`,
    plan: (model) => {
      if (!model.cancelled && model.keptFor(college) + places <= model.capacity) model.keep(college, places);
    },
    work: ({ event }, node) => changing(node, `updateEvent(id: "chhtt:${event.id}", input: { remotePlaces: [{ college: "${college}", places: ${places} }] })`),
  }),
);
const cancelling: Deed = {
  said: 'cancelled',
  plan: (model) => model.cancel(),
  work: ({ event }, node) => changing(node, `cancelEvent(id: "chhtt:${event.id}", reason: "Гроза")`),
};
const byStaff = fc.oneof(capacity, keeping);
const byAnybody = fc.oneof({ weight: 6, arbitrary: asking }, { weight: 3, arbitrary: givingUp }, { weight: 3, arbitrary: byStaff });

/** One deed after another, through either process: the host must come to exactly what the model says. */
class InTurn implements Step {
  constructor(
    private readonly deed: Deed,
    private readonly by: 0 | 1,
  ) {}

  check = (): boolean => true;

  async run(model: SeatsModel, stage: Stage): Promise<void> {
    this.deed.plan(model, stage);
    await this.deed.work(stage, stage.nodes[this.by]);
    expect(await peopleOf(stage)).toEqual(model.people);
  }

  toString = (): string => this.deed.said;
}

/** Many ask at once: whatever their order turns out to be, it is the order in which they are served. */
class RequestsAtOnce implements Step {
  constructor(private readonly deeds: readonly Deed[]) {}

  check = (): boolean => true;

  async run(model: SeatsModel, stage: Stage): Promise<void> {
    const before = new Set(model.people.filter(({ thread }) => model.isExpected(thread)).map(({ thread }) => thread));
    await atOnce(this.deeds, stage);
    const people = await peopleOf(stage);
    for (const person of people.filter(({ thread }) => !before.has(thread))) {
      // Who gave up earlier and did not ask now stands where they stood.
      if (!model.people.some((known) => known.thread === person.thread && known.status === person.status && isPast(known))) model.ask(person);
    }
    expect(people).toEqual(model.people);
  }

  toString = (): string => `at once: ${this.deeds.map(({ said }) => said).join(', ')}`;
}

/** Anything at once: nobody knows what comes of it, but it must be something that may be. */
class AnythingAtOnce implements Step {
  constructor(private readonly deeds: readonly Deed[]) {}

  check = (): boolean => true;

  async run(model: SeatsModel, stage: Stage): Promise<void> {
    await atOnce(this.deeds, stage);
    await follow(model, stage);
    expect(model.taken).toBeLessThanOrEqual(model.capacity);
    expect(model.next()).toBeUndefined();
  }

  toString = (): string => `anything at once: ${this.deeds.map(({ said }) => said).join(', ')}`;
}

const steps = [
  fc.tuple(byAnybody, fc.constantFrom(0 as const, 1 as const)).map(([deed, by]) => new InTurn(deed, by)),
  fc.tuple(byAnybody, fc.constantFrom(0 as const, 1 as const)).map(([deed, by]) => new InTurn(deed, by)),
  fc.array(asking, { minLength: 2, maxLength: 8 }).map((deeds) => new RequestsAtOnce(deeds)),
  fc.array(byAnybody, { minLength: 2, maxLength: 8 }).map((deeds) => new AnythingAtOnce(deeds)),
];
const anEventsLife = fc.record({ commands: fc.commands(steps, { maxCommands: 14, size: 'max' }), places: fc.integer({ min: 1, max: 5 }), isCancelled: fc.boolean() });

describe('row 65: the waiting list', () => {
  let nodes: readonly [BootedNode, BootedNode];
  let homes: Homes;

  beforeAll(async () => {
    const node = await BootedNode.start();
    nodes = [node, await BootedNode.start({ beside: node })];
    homes = new Homes(node);
  });
  afterAll(async () => {
    await nodes[1].leave();
    await nodes[0].stop();
  });

  it('is never over capacity and serves first whoever came first, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(anEventsLife, async ({ commands, places, isCancelled }) => {
        const event = anEvent({ format: 'HYBRID', capacity: places });
        await nodes[0].rows.manager.save(event);
        const guests = Array.from({ length: PEOPLE }, (_, number) => aGuest(COLLEGES[number % COLLEGES.length]));
        const stage = { nodes, homes, event, guests };
        const model = new SeatsModel(places);
        await fc.asyncModelRun(() => ({ model, real: stage }), commands);
        if (isCancelled) await new InTurn(cancelling, 0).run(model, stage);
        await expectAgreed(model, stage);
      }),
      { numRuns: 20 },
    );
  });
});

/** What each home was told last is what stands in the host's books; who gave up needs no telling. */
async function expectAgreed(model: SeatsModel, { homes, guests }: Stage): Promise<void> {
  for (const { thread, status } of model.people) {
    const guest = guests.find((one) => one.thread === thread);
    const told = guest && (await homes.answerTo(guest)).status;
    if (status !== 'CANCELLED' || model.cancelled) expect({ thread, told: status === 'CANCELLED' ? status : told }).toEqual({ thread, told: status });
  }
}

async function peopleOf({ nodes: [node], event }: Stage): Promise<Person[]> {
  return node.rows.query(
    `SELECT participation_id AS thread, split_part(volunteer_id, ':', 1) AS home, format, status
     FROM registration WHERE event_id = $1 ORDER BY queue_number`,
    [event.id],
  );
}

/** The model takes over what the host has. */
async function follow(model: SeatsModel, stage: Stage): Promise<void> {
  const { nodes: [node], event } = stage;
  model.people = await peopleOf(stage);
  const [row] = await node.rows.query('SELECT capacity FROM event WHERE id = $1', [event.id]);
  model.capacity = row.capacity;
  model.kept.clear();
  for (const { college, places } of await node.rows.query('SELECT college_code AS college, places FROM remote_place WHERE event_id = $1', [event.id])) model.kept.set(college, places);
}

async function atOnce(deeds: readonly Deed[], stage: Stage): Promise<void> {
  await Promise.all(deeds.map(({ work }, number) => work(stage, stage.nodes[number % 2 ? 1 : 0])));
}

function isPast({ status }: Person): boolean {
  return status === 'CANCELLED' || status === 'DECLINED';
}

/** What staff ask for may be refused; then nothing changes. */
async function changing(node: BootedNode, mutation: string): Promise<void> {
  const { errors } = await node.ask(`mutation { ${mutation} { __typename } }`, { as: curator });
  expect((errors ?? []).filter(({ extensions }) => extensions.code !== 'BAD_USER_INPUT')).toEqual([]);
}
