import { globalId } from '#contract/ids.js';
import type { EventFormat } from '#node/events/event-vocabulary.js';
import type { EventEntity } from '#node/events/event.entity.js';
import type { RegistrationStatus } from '#node/registrations/registration-status.js';
import { RegistrationEntity } from '#node/registrations/registration.entity.js';
import { type Day, addDays } from './calendar-day.js';
import { type DemoCollegeProfile, demoCollege } from './colleges.js';
import { demoId, participationDemoId } from './demo-id.js';
import { agreedToEntries } from './invented-consents.js';
import { inventedVolunteers } from './invented-volunteers.js';
import { type PlannedEvent, peopleOf } from './planned-events.js';
import { Random } from './random.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How long before an event places are taken. */
const OPEN_DAYS = 60;
/** So many days before it, everybody who wants to come has come forward. */
const FILLED_DAYS = 20;
/** Volunteers of a college who take part in one month; those who do not must not be too few to hide among. */
const ACTIVE_IN_A_MONTH = { least: 14, most: 18 } as const;
/** As many of each other college at most come to one college's events in one month. */
const GUESTS_IN_A_MONTH = 9;

interface Volunteer {
  /** Global. */
  readonly id: string;
  readonly home: string;
  readonly joinedAt: Day;
  readonly agreesToEntries: boolean;
}

/** Who took places on the events of a college, and who takes them on those to come: its own volunteers and other colleges'. */
export class InventedRegistrations {
  private readonly volunteers = new Map<string, readonly Volunteer[]>();

  constructor(
    private readonly host: DemoCollegeProfile,
    private readonly now: Date,
  ) {}

  of(planned: PlannedEvent, event: EventEntity): RegistrationEntity[] {
    if (planned.status === 'DRAFT') return [];
    const random = new Random(`registrations ${event.id}`);
    const opened = event.startsAt.getTime() - OPEN_DAYS * DAY_MS;
    const closed = Math.min(event.startsAt.getTime() - 60 * MINUTE_MS, this.now.getTime());
    // Of an event to come, as many have come forward as time has passed.
    const share = Math.max(0, Math.min(1, (closed - opened) / ((OPEN_DAYS - FILLED_DAYS) * DAY_MS)));
    const volunteers = random.sample(this.cast(planned, random), Math.round(peopleOf(planned) * share));
    const asked = volunteers
      .map((volunteer) => {
        const first = Math.max(opened, Date.parse(volunteer.joinedAt));
        return { volunteer, at: first + random.next() * (closed - first) };
      })
      .toSorted((one, other) => one.at - other.at);
    let taken = 0;
    return asked.map(({ volunteer, at }, number): RegistrationEntity => {
      const status = this.status(planned, planned.capacity !== undefined && taken >= planned.capacity, random);
      if (status !== 'CANCELLED') taken += 1;
      const id = demoId(`registration ${event.id}`, volunteer.home, number);
      return Object.assign(new RegistrationEntity(), {
        id,
        participationId: globalId(volunteer.home, participationDemoId(id)),
        eventId: event.id,
        volunteerId: volunteer.id,
        status,
        format: formatFor(planned, volunteer.home),
        entryAgreed: volunteer.agreesToEntries,
        registeredAt: new Date(at),
        minutes: status === 'ATTENDED' ? minutesOf(planned, random) : null,
      });
    });
  }

  private cast(planned: PlannedEvent, random: Random): Volunteer[] {
    const guests = Object.entries(planned.guests ?? {}).flatMap(([home, count]) => {
      return random.sample(this.active(home, planned.day, GUESTS_IN_A_MONTH), count);
    });
    const pool = new Random(`size of the pool ${this.host.code} ${monthOf(planned.day)}`).whole(ACTIVE_IN_A_MONTH.least, ACTIVE_IN_A_MONTH.most);
    return [...random.sample(this.active(this.host.code, planned.day, pool), planned.turnout), ...guests];
  }

  /** The volunteers of a college who take part in events of the host in that month; its first volunteer always does. */
  private active(home: string, day: Day, count: number): Volunteer[] {
    const random = new Random(`active ${this.host.code} ${home} ${monthOf(day)}`);
    const [first, ...others] = this.volunteersOf(home);
    const joined = others.filter(({ joinedAt }) => joinedAt < `${monthOf(day)}-01`);
    return [...(first ? [first] : []), ...random.sample(joined, count - 1)].filter(({ joinedAt }) => joinedAt <= addDays(day, -1));
  }

  private volunteersOf(home: string): readonly Volunteer[] {
    const known = this.volunteers.get(home);
    if (known) return known;
    const college = demoCollege(home);
    const invented = inventedVolunteers(college, this.now);
    const agreed = agreedToEntries(college, invented, this.now);
    const volunteers = invented.map(({ id, joinedAt }) => ({ id: globalId(home, id), home, joinedAt, agreesToEntries: agreed.has(id) }));
    this.volunteers.set(home, volunteers);
    return volunteers;
  }

  private status({ status, startsAt }: PlannedEvent, isFull: boolean, random: Random): RegistrationStatus {
    const cancels = random.chance(0.05);
    const comes = random.chance(0.9);
    if (status === 'CANCELLED' || cancels) return 'CANCELLED';
    if (startsAt > this.now) return isFull ? 'WAITLISTED' : 'CONFIRMED';
    if (isFull) return 'DECLINED';
    if (status !== 'COMPLETED') return 'CONFIRMED';
    return comes ? 'ATTENDED' : 'NO_SHOW';
  }
}

/** Those for whom remote places are kept take part from where they are. */
function formatFor({ format = 'ONSITE', remotePlaces = {} }: PlannedEvent, home: string): EventFormat {
  if (format !== 'HYBRID') return format;
  return home in remotePlaces ? 'ONLINE' : 'ONSITE';
}

/** Most stay to the end. */
function minutesOf({ minutes }: PlannedEvent, random: Random): number {
  return random.chance(0.85) ? minutes : Math.max(30, minutes - 15 * random.whole(1, 4));
}

function monthOf(day: Day): string {
  return day.slice(0, 7);
}
