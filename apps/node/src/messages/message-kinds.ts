import { z } from 'zod';
import { OFFER_TEXT } from '#contract/limits.js';

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

const reason = z.string().min(1).max(OFFER_TEXT.reason).nullable();

/**
 * What two colleges tell each other about one participation, about one agreement or about one event, and nothing else. A message's
 * thread is the participation's global id, its home's, the agreement's, its proposer's, or the event's, its host's; messages of one thread and direction are applied in
 * the order of their sequence numbers.
 */
export const messageContents = {
  /**
   * Home to host, in the event's own thread: is there such an event? Somebody wishes to take part; who, the host learns with the
   * request that follows where the home agrees.
   */
  EVENT_ASKED: z.strictObject({}),
  /** Host to home that asked, in the event's own thread, and again with each other time or title: what there is; null where there is no such event, or none that its people may know of. */
  EVENT_TOLD: z.strictObject({ event: eventTold.nullable(), capacity: z.int().nullable() }),
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
  /** Home to host: the volunteer is there, and gives the code that was read out. */
  CHECK_IN: z.strictObject({
    code: z.string().regex(/^\d{6}$/),
    /** Which of the volunteer's tries it is. */
    attempt: z.int().min(1),
    givenAt: moment,
  }),
  /** Host to home: whether that was the code. */
  CHECK_IN_ANSWERED: z.strictObject({
    attempt: z.int().min(1),
    givenAt: moment,
    /** Null where it was; else why the host does not take it. */
    reason: z.enum(['NO_PLACE', 'RECORDED', 'ASK_A_COLLEAGUE', 'NOT_NOW', 'TOO_MANY_TRIES', 'WRONG_CODE']).nullable(),
  }),
  /** Home to host: whether the volunteer agrees to entries, which they may take back and give anew: without it none is signed. */
  ENTRY_CONSENT: z.strictObject({ agreed: z.boolean() }),
  /**
   * Home to host: an entry that is not taken into the record book, for it crossed the volunteer's word (`NOT_AGREED`), names
   * them as they did not agree to be named (`OTHER_NAME`), or comes to more hours than the days have (`TOO_MANY_HOURS`). The host
   * takes it back.
   */
  ENTRY_DECLINED: z.strictObject({ id: z.uuid(), reason: z.enum(['NOT_AGREED', 'OTHER_NAME', 'TOO_MANY_HOURS']) }),
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
  /** Proposer to partner: shall these two offers meet? */
  AGREEMENT_PROPOSED: z.strictObject({
    /** Global id of the proposer's own offer. */
    offerId: z.string(),
    /** Which way that one goes. */
    direction: z.enum(['OFFERED', 'WANTED']),
    /** What it is, and on which days it can be had or is needed: null is any. Nodes of an earlier release do not say so. */
    kind: z.enum(['SPEAKER', 'MENTOR', 'EXPERTISE', 'VENUE', 'EQUIPMENT', 'OTHER']).optional(),
    from: z.iso.date().nullable().optional(),
    to: z.iso.date().nullable().optional(),
    /** Global id of the offer that it is to meet, the partner's. */
    partnerOfferId: z.string(),
    note: z.string().min(1).max(OFFER_TEXT.note).nullable(),
  }),
  /** Proposer to partner: no longer, unless it was accepted meanwhile; then AGREEMENT_SETTLED says what became of it. */
  AGREEMENT_WITHDRAWN: z.strictObject({ reason }),
  /** Partner to proposer: yes, and the partner's offer is kept until AGREEMENT_SETTLED; or no. */
  AGREEMENT_ANSWERED: z.strictObject({ accepted: z.boolean(), reason }),
  /** Proposer to partner, who said yes: it is agreed, or the proposer's offer was gone by then. */
  AGREEMENT_SETTLED: z.strictObject({ agreed: z.boolean(), reason }),
} as const;

export type MessageKind = keyof typeof messageContents;
export type MessageContent<Kind extends MessageKind = MessageKind> = z.infer<(typeof messageContents)[Kind]>;
