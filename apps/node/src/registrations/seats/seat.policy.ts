import type { Audience, EventFormat, EventStatus } from '../../events/event-vocabulary.js';

/** An event's places at one moment. */
export interface Seats {
  /** Null is as many as come. */
  readonly capacity: number | null;
  readonly taken: number;
  /** By a partner's code, how many of the places kept for its remote participants are free. */
  readonly kept: ReadonlyMap<string, number>;
}

/** Someone who has no place yet. */
export interface Waiting {
  /** Code of the volunteer's own college. */
  readonly home: string;
  readonly format: EventFormat;
}

/** Why there is no place, in codes that the home's page has words for. */
export type SeatRefusal = 'NOT_FOR_YOU' | 'EVENT_CLOSED' | 'EVENT_FULL' | 'FORMAT_NOT_OFFERED';

/** What decides whether an event takes anybody more. */
export interface OpenEvent {
  readonly status: EventStatus;
  readonly startsAt: Date;
}

interface AnnouncedEvent extends OpenEvent {
  readonly audience: Audience;
  readonly format: EventFormat;
}

export const seatPolicy = {
  /** Whether places are given and given up: it is announced and has not begun. */
  isOpen: ({ status, startsAt }: OpenEvent, now: Date): boolean => status === 'PUBLISHED' && now < startsAt,

  /**
   * Why somebody of that college may not even wait; null where they may. What they may not know of sounds like what there is not.
   * @param format null leaves it to the event
   */
  refusal: (host: string, home: string, event: AnnouncedEvent, format: EventFormat | null, now: Date): SeatRefusal | null => {
    if (event.status === 'DRAFT' || (event.audience === 'COLLEGE' && home !== host)) return 'NOT_FOR_YOU';
    if (!seatPolicy.isOpen(event, now)) return 'EVENT_CLOSED';
    return format === null || event.format === 'HYBRID' || event.format === format ? null : 'FORMAT_NOT_OFFERED';
  },

  /**
   * Who of those waiting gets a place, first come first served: a place that is kept goes to whom it is kept for, and nobody
   * overtakes anybody on a place that both could have.
   * @param waiting in the order they came
   */
  toSeat: <One extends Waiting>({ capacity, taken, kept }: Seats, waiting: readonly One[]): One[] => {
    if (capacity === null) return [...waiting];
    const free = new Map(kept);
    let left = capacity - taken;
    let open = left - [...free.values()].reduce((sum, places) => sum + places, 0);
    return waiting.filter(({ home, format }) => {
      const own = format === 'ONLINE' ? (free.get(home) ?? 0) : 0;
      if (left <= 0 || (own <= 0 && open <= 0)) return false;
      if (own > 0) free.set(home, own - 1);
      else open -= 1;
      left -= 1;
      return true;
    });
  },
};
