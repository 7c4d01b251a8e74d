import { v7 as uuid } from 'uuid';
import type { Json } from '#support/graph-client.js';
import { until } from '#support/until.js';
import { isHeld } from './deeds.js';
import type { Announced } from './planning.js';
import type { Place } from './taking-part.js';
import type { YearNetwork } from './year-network.js';

/** Milliseconds from the moment when a host moves an event here to its beginning. */
const SOON = 5_000;
const PATIENCE = 90_000;

const MOVE = '($id: ID!, $input: EventPatch!) { done: updateEvent(id: $id, input: $input) { ... on Event { startsAt } ... on UserError { message } } }';
const RECORD = `($input: AttendanceInput!) { done: recordAttendance(input: $input) {
  ... on Registration { status minutes } ... on UserError { message } } }`;
const CORRECT = `($id: ID!, $minutes: Int!) { done: correctMinutes(registrationId: $id, minutes: $minutes, reason: "Ушли раньше") {
  ... on Registration { status minutes } ... on UserError { message } } }`;
const REGISTRATIONS = 'query ($id: ID!) { event(id: $id) { registrations(first: 100) { nodes { id volunteerId status } } } }';

/** Waits until the host has everybody who comes, and has what is held begin. @returns when the last of it has begun */
export async function openDoors(year: YearNetwork, events: readonly Announced[], places: readonly Place[]): Promise<Date> {
  let last = new Date();
  for (const event of events.filter(isHeld)) {
    const coming = places.filter((place) => place.event.id === event.id);
    await until(`all have a place: ${event.title}`, async () => {
      const nodes = await registrations(year, event);
      return nodes.filter(({ status }) => status === 'CONFIRMED').length === coming.length;
    }, PATIENCE);
    last = new Date(Date.now() + SOON);
    await year.does(year.mentor(event.host), MOVE, { id: event.id, input: { startsAt: last.toISOString() } });
  }
  return last;
}

/** Writes down who came to what is held, and for how long; the last of a college's first event stayed away. */
export async function recordAttendance(year: YearNetwork, events: readonly Announced[], places: readonly Place[]): Promise<void> {
  const [first] = events;
  for (const event of events.filter(isHeld)) {
    const coming = places.filter((place) => place.event.id === event.id);
    const ids = await registrationIds(year, event);
    for (const [index, place] of coming.entries()) {
      const attended = event !== first || index < coming.length - 1;
      const minutes = attended ? event.minutes - 5 * index : null;
      const input = { registrationId: ids.get(place.volunteer.id), attended, minutes, idempotencyKey: uuid() };
      const done = await year.does(year.mentor(event.host), RECORD, { input });
      Object.assign(place, { status: attended ? 'ATTENDED' : 'NO_SHOW', minutes });
      if (done.status !== place.status || done.minutes !== minutes) throw new Error(`${event.title}: ${JSON.stringify(done)}`);
    }
  }
}

/** The host's curator takes a credit back and signs one of fewer minutes. */
export async function correct(year: YearNetwork, place: Place, minutes: number): Promise<void> {
  const ids = await registrationIds(year, place.event);
  await year.does(year.curator(place.event.host), CORRECT, { id: ids.get(place.volunteer.id), minutes });
  place.minutes = minutes;
}

async function registrationIds(year: YearNetwork, event: Announced): Promise<Map<string, string>> {
  return new Map((await registrations(year, event)).map(({ id, volunteerId }) => [volunteerId, id]));
}

async function registrations(year: YearNetwork, { id, host }: Announced): Promise<Json[]> {
  return (await year.ask(year.curator(host), REGISTRATIONS, { id })).event.registrations.nodes;
}
