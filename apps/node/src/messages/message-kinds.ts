import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });
const format = z.enum(['ONSITE', 'ONLINE', 'HYBRID']);

/** What the home keeps of an event of another college, as its host last told it. */
const eventTold = z.strictObject({
  title: z.string().min(1),
  startsAt: moment,
  endsAt: moment,
  timeZone: z.string().min(1),
  status: z.enum(['DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED']),
});

/** A signed entry of the record book: a compact JWS (`#credentials/credential.js`) and its id. */
const entry = z.strictObject({ id: z.uuid(), jws: z.string().min(1) });

/**
 * What two colleges tell each other about one participation, and nothing else. A message's thread is the participation's
 * global id, its home's; messages of one thread and direction are applied in the order of their sequence numbers.
 */
export const messageContents = {
  /** Home to host: a seat, please. */
  SEAT_REQUESTED: z.strictObject({
    /** Global id of the event, the host's. */
    eventId: z.string(),
    /** Global id of the volunteer, the home's. */
    volunteerId: z.string(),
    kind: z.enum(['STUDENT', 'STAFF']),
    /** Null leaves it to the event's own format. */
    format: format.nullable(),
    /** For the entry that the host will sign; null without the volunteer's consent. */
    subjectName: z.string().min(1).nullable(),
    /** How often the volunteer has asked for a place on this event. */
    request: z.int().min(1).optional(),
  }),
  /** Home to host: the seat is given up. */
  SEAT_WITHDRAWN: z.strictObject({}),
  /** Host to home: what came of the request, and every later change of it (a promotion, a cancelled event). */
  SEAT_ANSWERED: z.strictObject({
    status: z.enum(['CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED']),
    format: format.nullable(),
    reason: z.string().min(1).nullable(),
    /** Null where the volunteer may not know of the event, or there is none. */
    event: eventTold.nullable(),
    /** Null is as many as come. */
    capacity: z.int().nullable(),
    /** Which request it answers; an answer to an earlier one is out of date. */
    request: z.int().min(1).optional(),
  }),
  /** Home to host: the volunteer no longer agrees to be named. */
  NAME_WITHDRAWN: z.strictObject({}),
  /** Home to host: whether the volunteer agrees to entries, which they may take back and give anew: without it none is signed. */
  ENTRY_CONSENT: z.strictObject({ agreed: z.boolean() }),
  /**
   * Home to host: an entry that is not taken into the record book, for it crossed the volunteer's word (`NOT_AGREED`) or names
   * them as they did not agree to be named (`OTHER_NAME`). The host takes it back.
   */
  ENTRY_DECLINED: z.strictObject({ id: z.uuid(), reason: z.enum(['NOT_AGREED', 'OTHER_NAME']) }),
  /** Host to home: another time, another title. */
  EVENT_CHANGED: z.strictObject({ event: eventTold }),
  /**
   * Host to home: who came, and for how long. `entry` stands where there are minutes to credit; without the volunteer's consent
   * to it there is none, and no minutes are told. A correction names what it revokes.
   */
  ATTENDANCE_RECORDED: z.strictObject({
    status: z.enum(['ATTENDED', 'NO_SHOW']),
    minutes: z.int().min(0).nullable(),
    entry: entry.nullable(),
    revokes: z.strictObject({ id: z.uuid(), reason: z.string().min(1), revokedAt: moment }).nullable(),
  }),
} as const;

export type MessageKind = keyof typeof messageContents;
export type MessageContent<Kind extends MessageKind = MessageKind> = z.infer<(typeof messageContents)[Kind]>;
