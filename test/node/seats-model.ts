import type { EventFormat } from '#node/events/event-vocabulary.js';
import type { RegistrationStatus } from '#node/registrations/registration-status.js';

/** Somebody as the model of an event's places has them. */
export interface Person {
  readonly thread: string;
  readonly home: string;
  readonly format: EventFormat;
  readonly status: RegistrationStatus;
}

/** What the places of an event should be, said as simply as can be; in the order they came. */
export class SeatsModel {
  people: Person[] = [];
  cancelled = false;
  readonly kept = new Map<string, number>();

  constructor(public capacity: number) {}

  get taken(): number {
    return this.people.filter(({ status }) => status === 'CONFIRMED').length;
  }

  /** How many places are kept for all colleges but that one. */
  keptFor(but?: string): number {
    return [...this.kept].reduce((sum, [college, places]) => (college === but ? sum : sum + places), 0);
  }

  isExpected(thread: string): boolean {
    return this.people.some((person) => person.thread === thread && ['CONFIRMED', 'WAITLISTED'].includes(person.status));
  }

  /** Whoever comes again stands behind all. */
  ask(person: Omit<Person, 'status'>): void {
    if (this.isExpected(person.thread)) return;
    this.people = this.people.filter(({ thread }) => thread !== person.thread);
    this.people.push({ ...person, status: this.cancelled ? 'DECLINED' : 'WAITLISTED' });
    this.promote();
  }

  giveUp(thread: string): void {
    this.people = this.people.map((person) => (person.thread === thread ? { ...person, status: 'CANCELLED' } : person));
    this.promote();
  }

  setCapacity(capacity: number): void {
    this.capacity = capacity;
    this.promote();
  }

  keep(home: string, places: number): void {
    this.kept.set(home, places);
    this.promote();
  }

  cancel(): void {
    this.cancelled = true;
    this.people = this.people.map((person) => (this.isExpected(person.thread) ? { ...person, status: 'CANCELLED' } : person));
  }

  /** The one who waits longest of those who could have a place; undefined where nobody could. */
  next(): Person | undefined {
    if (this.cancelled) return undefined;
    return this.people.find((person) => person.status === 'WAITLISTED' && this.isRoomFor(person));
  }

  private promote(): void {
    for (let next = this.next(); next; next = this.next()) {
      const { thread } = next;
      this.people = this.people.map((person) => (person.thread === thread ? { ...person, status: 'CONFIRMED' } : person));
    }
  }

  private isRoomFor({ home, format }: Person): boolean {
    const free = this.capacity - this.taken;
    if (format === 'ONLINE' && this.keptFree(home) > 0) return free > 0;
    return free - [...this.kept.keys()].reduce((sum, of) => sum + this.keptFree(of), 0) > 0;
  }

  private keptFree(of: string): number {
    const used = this.people.filter(({ home, format, status }) => home === of && format === 'ONLINE' && status === 'CONFIRMED').length;
    return Math.max(0, (this.kept.get(of) ?? 0) - used);
  }
}
