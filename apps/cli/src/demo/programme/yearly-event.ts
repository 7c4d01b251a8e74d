import type { Audience, EventFormat, EventKind, Speaker } from '#node/events/event-vocabulary.js';

/** How many volunteers come from which other college, by code. */
export type Guests = Readonly<Record<string, number>>;

/** An event of a college's ordinary year. */
export interface YearlyEvent {
  /** MM-DD. A Sunday gives way to the Saturday before it, unless the day itself is the reason. */
  readonly on: string;
  readonly isFixed?: boolean;
  /** HH:MM, on the college's clocks. */
  readonly at: string;
  readonly minutes: number;
  readonly title: string;
  readonly summary: string;
  readonly kind: EventKind;
  /** ONSITE when not given. */
  readonly format?: EventFormat;
  readonly audience: Audience;
  /** Not given for an event that is online alone. */
  readonly venue?: string;
  /** Places in all; as many as come when not given. */
  readonly capacity?: number;
  readonly tags: readonly string[];
  /** Volunteers of the host's own who come. */
  readonly turnout: number;
  readonly guests?: Guests;
  readonly coHosts?: readonly string[];
  /** Of a hybrid event: places kept for those who take part online. */
  readonly remotePlaces?: Guests;
  readonly speakers?: readonly Speaker[];
  /** Title of the event of the same day that this one is a part of. */
  readonly partOf?: string;
}
