import { correct, openDoors, recordAttendance } from './attendance.js';
import { HUB, isClub, isHeld } from './deeds.js';
import { checkIn, discuss, lookBack } from './discussion.js';
import { agree, disown, shareExperience } from './exchange.js';
import { gatherPeople } from './people.js';
import { type Announced, planYear } from './planning.js';
import { type People, type Place, takePart } from './taking-part.js';
import { type YearNetwork, after } from './year-network.js';

const CANCEL = '($id: ID!, $reason: String!) { done: cancelEvent(id: $id, reason: $reason) { ... on Event { status } ... on UserError { message } } }';
const WITHDRAW = '($id: ID!) { done: withdrawParticipation(participationId: $id) { ... on Participation { status } ... on UserError { message } } }';

export const REASON = 'Гололёд';

/** What was done in the year, and so what the network must know at its end. */
export interface Replayed {
  readonly people: People;
  readonly events: readonly Announced[];
  readonly places: readonly Place[];
  readonly club: Announced;
  readonly questions: readonly string[];
  readonly cancelled: Announced;
  readonly withdrawn: Place;
  readonly corrected: Place;
  readonly practice: string;
  /** A want and an offer. */
  readonly agreed: readonly [string, string];
}

/** The year of the five colleges, each busy with its own part of it at the same time. */
export async function replay(year: YearNetwork): Promise<Replayed> {
  const { colleges } = year;
  const people = new Map(await Promise.all(colleges.map(async (code) => [code, await gatherPeople(year, code)] as const)));
  const events = (await Promise.all(colleges.map((host) => planYear(year, host)))).flat();
  const of = (host: string) => events.filter((event) => event.host === host);
  const places = (await Promise.all(colleges.map((host) => takePart(year, people, of(host))))).flat();

  const club = must(events.find(isClub));
  const atClub = places.filter(({ event }) => event === club);
  const questions = await discuss(year, club, atClub);
  const practice = await shareExperience(year, HUB, ['bat', 'kpk', 'hgt']);
  await disown(year, practice, 'hgt');
  const agreed = await agree(year, 'hgt', 'kpk');

  const begun = await Promise.all(colleges.map((host) => openDoors(year, of(host), places)));
  for (const moment of begun) await after(moment);
  await checkIn(year, club, atClub);
  await Promise.all(colleges.map((host) => recordAttendance(year, of(host), places)));
  await lookBack(year, club, atClub);

  const corrected = must(places.find(({ event, volunteer }) => event.kind === 'FORUM' && volunteer.college === 'kpk'));
  await correct(year, corrected, 200);
  const withGuests = places.filter(({ event, volunteer }) => !isHeld(event) && volunteer.college !== event.host);
  const withdrawn = must(withGuests[0]);
  await year.does(withdrawn.volunteer, WITHDRAW, { id: withdrawn.participationId });
  withdrawn.status = 'CANCELLED';
  const cancelled = must(withGuests.find(({ event }) => event.host === 'namt')).event;
  await year.does(year.curator('namt'), CANCEL, { id: cancelled.id, reason: REASON });
  for (const place of places.filter(({ event }) => event === cancelled)) place.status = 'CANCELLED';

  return { people, events, places, club, questions, cancelled, withdrawn, corrected, practice, agreed };
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The demonstration’s year is no longer what this test was written for.');
  return value;
}
