import { v7 as uuid } from 'uuid';
import type { Actor } from '#identity/actor.js';
import { isClub, isHeld } from './deeds.js';
import type { Announced } from './planning.js';
import type { YearNetwork } from './year-network.js';

const TAKE = '($input: TakePartInput!) { done: takePart(input: $input) { ... on Participation { id status } ... on UserError { message } } }';

const GUESTS_AT_THE_CLUB = 2;

/** One volunteer's place at one event, as it should stand in their record book. */
export interface Place {
  readonly participationId: string;
  readonly volunteer: Actor;
  readonly event: Announced;
  status: string;
  /** null where none are credited. */
  minutes: number | null;
}

/** The volunteers of all colleges, by code. */
export type People = ReadonlyMap<string, readonly Actor[]>;

/** Who comes to a college's events: its own people and one of each partner that the year names, everybody in turn. */
export async function takePart(year: YearNetwork, people: People, events: readonly Announced[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const [turn, event] of events.entries()) {
    for (const volunteer of whoComes(people, event, turn)) {
      const isRemote = event.remotePlaces?.[volunteer.college] !== undefined;
      const format = event.format === 'HYBRID' ? (isRemote ? 'ONLINE' : 'ONSITE') : null;
      const { id } = await year.does(volunteer, TAKE, { input: { eventId: event.id, format, idempotencyKey: uuid() } });
      places.push({ participationId: id, volunteer, event, status: 'CONFIRMED', minutes: null });
    }
  }
  return places;
}

/** To the club so many that what they think of it is told as an average. */
function whoComes(people: People, event: Announced, turn: number): Actor[] {
  if (isClub(event)) {
    const guests = Object.keys(event.guests ?? {}).flatMap((home) => people.get(home)?.slice(0, GUESTS_AT_THE_CLUB) ?? []);
    return [...(people.get(event.host) ?? []), ...guests];
  }
  const inTurn = (home: string, later = 0): Actor[] => {
    const all = people.get(home) ?? [];
    return all.slice((turn + later) % all.length).slice(0, 1);
  };
  const homes = Object.keys(event.guests ?? {});
  return [inTurn(event.host), isHeld(event) ? inTurn(event.host, 1) : [], homes.map((home) => inTurn(home))].flat(2);
}
