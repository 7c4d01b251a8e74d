import { type EventRow, type RegistrationRow, anId, codeOf } from './rows.js';

const EVENTS = 40;
const REGISTRATIONS = 10;
const VOLUNTEERS = 30;
const FIRST_EVENT = Date.UTC(2027, 0, 1);
const MINUTE = 60_000;
const MINUTES_A_YEAR = 525_600;

/** Everything that one college's node holds; the same for the same college among the same number of colleges. */
export interface CollegeRows {
  readonly code: string;
  readonly name: string;
  /** By start, as every node orders them. */
  readonly events: readonly EventRow[];
  readonly volunteers: ReadonlyMap<string, { readonly id: string; readonly displayName: string }>;
}

/** The rows of college `number` on a network of `colleges`: starts drawn over a year, volunteers from other colleges. */
export function rowsOf(number: number, colleges: number): CollegeRows {
  const code = codeOf(number);
  const random = randomFrom(number);
  const starts = Array.from({ length: EVENTS }, () => Math.floor(random() * MINUTES_A_YEAR)).sort((one, other) => one - other);
  const events = starts.map((minute, index) => ({
    id: anId(code, index),
    title: `Добрая встреча ${index} колледжа ${code}`,
    startsAt: new Date(FIRST_EVENT + minute * MINUTE).toISOString(),
    placesTaken: REGISTRATIONS,
    registrations: registrationsOf(number, index, colleges),
  }));
  const volunteers = Array.from({ length: VOLUNTEERS }, (_, index) => ({ id: anId(code, index), displayName: `Волонтёр ${index}, ${code}` }));
  return { code, name: `Техникум «${code}»`, events, volunteers: new Map(volunteers.map((volunteer) => [volunteer.id, volunteer])) };
}

/** Each volunteer is of another college than the host. */
function registrationsOf(host: number, event: number, colleges: number): RegistrationRow[] {
  return Array.from({ length: REGISTRATIONS }, (_, index) => {
    const home = (host + 1 + ((event * 7 + index * 3) % (colleges - 1))) % colleges;
    return {
      id: anId(codeOf(host), event * REGISTRATIONS + index),
      status: 'CONFIRMED',
      volunteerId: anId(codeOf(home), (host + event + index) % VOLUNTEERS),
    };
  });
}

/** Numbers in [0, 1) that look random and are the same in every run (a linear congruential generator, Knuth TAOCP 3.3.4). */
function randomFrom(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
