import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphClient } from './graph-client.js';
import * as questions from './questions.js';
import type { CourseWords } from './words.js';

const HOST = 'chhtt';
const HOME = 'kpk';

const MINUTES = 90;
const CORRECTED_MINUTES = 60;
/** The event is moved to begin so soon that the course need not wait for its day. */
const BEGINS_IN_MS = 4_000;
const LASTS_MS = 2 * 3_600_000;

const ASK_AGAIN_MS = 250;
const AGREE_WITHIN_MS = 60_000;

/** Who plays, and what is done to the machines. */
export interface Cast {
  /** A volunteer of the home. */
  readonly student: GraphClient;
  /** A curator of the host. */
  readonly curator: GraphClient;
  /** Ends a college's node without a word to it; it is started again. */
  readonly kill: (college: string) => void;
  /** Waits until the college's node answers again. */
  readonly isBack: (college: string) => Promise<unknown>;
}

/** What either side says of the place that was taken. */
interface Said {
  readonly home: string;
  readonly host: string;
}

interface Taken {
  readonly volunteerId: string;
  readonly participationId: string;
  readonly eventId: string;
}

/** Plays the whole of taking part, from a seat asked for to an entry corrected, and tells of each step on both sides. */
export class Course {
  constructor(
    private readonly cast: Cast,
    private readonly words: CourseWords,
    private readonly say: (line: string) => void,
  ) {}

  /** @throws Error in a sentence where a step does not come out as it should */
  async play(): Promise<void> {
    const taken = await this.takeAPlace();
    await this.moveTheEvent(taken);
    const entry = await this.recordTheHours(taken);
    await this.correctTheHours(taken, entry);
  }

  private async takeAPlace(): Promise<Taken> {
    const { student } = this.cast;
    const { steps } = this.words;
    const { viewer } = await student.insist(questions.whoAmI.query, {}, questions.whoAmI.shape);
    const event = await this.anEvent(viewer.id);
    this.step(steps.chosen(event.title));

    this.cast.kill(HOST);
    this.step(steps.hostKilled(HOST));
    const input = { eventId: event.id, format: 'ONLINE', idempotencyKey: randomUUID() };
    const { takePart } = await student.insist(questions.takePart.query, { input }, questions.takePart.shape);
    this.step(steps.asked(takePart.status));
    const taken = { volunteerId: viewer.id, participationId: takePart.id, eventId: event.id };
    await this.bothSides(taken);

    await this.cast.isBack(HOST);
    const { status } = await this.participation(taken, (one) => one.status !== 'AWAITING_HOST' && one.status !== 'AWAITING_HOME');
    this.step(steps.confirmed(status));
    await this.agreed(taken);
    return taken;
  }

  /** One that the whole network may visit online, for Kerch is far from Chapayevsk; with room, and new to the student. */
  private async anEvent(student: string): Promise<{ readonly id: string; readonly title: string }> {
    const { college } = await this.cast.student.insist(questions.comingEvents.query, { from: new Date().toISOString(), host: HOST }, questions.comingEvents.shape);
    const { volunteer } = await this.cast.student.insist(questions.recordBook.query, { id: student }, questions.recordBook.shape);
    const known = new Set(volunteer.recordBook.nodes.map(({ eventId }) => eventId));
    const event = college.events.nodes.find(
      ({ id, audience, format, status, capacity, placesTaken }) => !known.has(id) && format !== 'ONSITE' && audience !== 'COLLEGE' && status === 'PUBLISHED' && (capacity === null || placesTaken < capacity),
    );
    if (!event) throw new Error(this.words.noEvent);
    return event;
  }

  private async moveTheEvent(taken: Taken): Promise<void> {
    const startsAt = new Date(Date.now() + BEGINS_IN_MS);
    const input = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + LASTS_MS).toISOString() };
    await this.cast.curator.insist(questions.moveEvent.query, { id: taken.eventId, input }, questions.moveEvent.shape);
    this.step(this.words.steps.moved(startsAt.toLocaleTimeString()));
    await pause(startsAt.getTime() - Date.now() + 200);
  }

  /** @returns the entry that came home */
  private async recordTheHours(taken: Taken): Promise<string> {
    const { steps } = this.words;
    const registration = await this.registration(taken);
    if (!registration) throw new Error(this.words.sides.nothing);
    this.cast.kill(HOME);
    this.step(steps.homeKilled(HOME));
    const input = { registrationId: registration.id, attended: true, minutes: MINUTES, idempotencyKey: randomUUID() };
    await this.cast.curator.insist(questions.recordAttendance.query, { input }, questions.recordAttendance.shape);
    this.step(steps.recorded(MINUTES));
    await this.bothSides(taken);

    await this.cast.isBack(HOME);
    const { credential } = await this.participation(taken, (one) => one.credential !== null);
    this.step(steps.cameHome(MINUTES));
    await this.agreed(taken);
    const check = await this.check(credential ?? '', (one) => one.valid);
    this.step(steps.verified(check.valid));
    return credential ?? '';
  }

  private async correctTheHours(taken: Taken, first: string): Promise<void> {
    const { steps, correction } = this.words;
    const registration = await this.registration(taken);
    await this.cast.curator.insist(questions.correctMinutes.query, { id: registration?.id, minutes: CORRECTED_MINUTES, reason: correction }, questions.correctMinutes.shape);
    await this.participation(taken, ({ minutes }) => minutes === CORRECTED_MINUTES);
    this.step(steps.corrected(CORRECTED_MINUTES));
    await this.agreed(taken);
    const { reason } = await this.check(first, (one) => !one.valid);
    this.step(steps.revoked(reason ?? ''));
  }

  private async check(credential: string, isIt: (check: { readonly valid: boolean }) => boolean) {
    const { query, shape } = questions.verify;
    const { verifyCredential } = await this.cast.student.askUntil(query, { credential }, shape, (data) => isIt(data.verifyCredential));
    return verifyCredential;
  }

  private async participation({ volunteerId, participationId }: Taken, isIt: (one: Participation) => boolean): Promise<Participation> {
    const { query, shape } = questions.recordBook;
    const find = (book: RecordBook) => book.volunteer.recordBook.nodes.find(({ id }) => id === participationId);
    const book = await this.cast.student.askUntil(query, { id: volunteerId }, shape, (data) => {
      const found = find(data);
      return found !== undefined && isIt(found);
    });
    const found = find(book);
    if (!found) throw new Error(this.words.sides.nothing);
    return found;
  }

  private async registration(taken: Taken) {
    const { query, shape } = questions.registrations;
    return ofVolunteer(taken, await this.cast.curator.insist(query, { id: taken.eventId }, shape));
  }

  /** What either side says, which has to be the same within a minute: either may be late. @throws Error with both where it is not */
  private async agreed(taken: Taken): Promise<void> {
    const deadline = Date.now() + AGREE_WITHIN_MS;
    const agree = ({ home, host }: Said): boolean => home === host && home !== this.words.sides.silent; // two that are silent agree about nothing
    let said = await this.bothSay(taken);
    while (!agree(said) && Date.now() < deadline) {
      await pause(ASK_AGAIN_MS);
      said = await this.bothSay(taken);
    }
    this.tell(said);
    if (!agree(said)) throw new Error(this.words.sides.differ(said.home, said.host));
  }

  /** Tells what either side says now. */
  private async bothSides(taken: Taken): Promise<void> {
    this.tell(await this.bothSay(taken));
  }

  /** A node that is gone says nothing. */
  private async bothSay(taken: Taken): Promise<Said> {
    const { student, curator } = this.cast;
    const { nothing, silent } = this.words.sides;
    const home = await student
      .ask(questions.recordBook.query, { id: taken.volunteerId }, questions.recordBook.shape)
      .then(({ volunteer }) => stateOf(volunteer.recordBook.nodes.find(({ id }) => id === taken.participationId), nothing))
      .catch(() => silent);
    const host = await curator
      .ask(questions.registrations.query, { id: taken.eventId }, questions.registrations.shape)
      .then((data) => stateOf(ofVolunteer(taken, data), nothing))
      .catch(() => silent);
    return { home, host };
  }

  private tell({ home, host }: Said): void {
    this.say(`      ${this.words.sides.home(HOME, home)}`);
    this.say(`      ${this.words.sides.host(HOST, host)}`);
  }

  private step(text: string): void {
    this.say(`  ▸ ${text}`);
  }
}

function ofVolunteer({ volunteerId }: Taken, { event }: ReturnType<typeof questions.registrations.shape.parse>) {
  return event.registrations.nodes.find((one) => one.volunteerId === volunteerId);
}

type RecordBook = ReturnType<typeof questions.recordBook.shape.parse>;
type Participation = RecordBook['volunteer']['recordBook']['nodes'][number];

function stateOf(side: { readonly status: string; readonly minutes: number | null } | undefined, nothing: string): string {
  if (!side) return nothing;
  return side.minutes === null ? side.status : `${side.status}, ${side.minutes} min`;
}
