import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import type { EventFormat } from '../../events/event-vocabulary.js';
import { EventEntity } from '../../events/event.entity.js';
import type { VolunteerKind } from '../../volunteers/volunteer.entity.js';
import { HOLDS_A_PLACE, type RegistrationStatus } from '../registration-status.js';
import { RegistrationEntity } from '../registration.entity.js';
import type { Seats } from './seat.policy.js';

/** Whoever asks for a place, as their home says it. */
export interface Asking {
  readonly participationId: string;
  readonly volunteerId: string;
  readonly kind: VolunteerKind;
  readonly subjectName: string | null;
  readonly format: EventFormat;
  /** Which of the home's requests it is. */
  readonly request: number | null;
}

/** Someone in the waiting list. */
export interface InQueue {
  readonly id: string;
  readonly home: string;
  readonly format: EventFormat;
  readonly participationId: string | null;
  readonly request: number | null;
}

@Injectable()
export class SeatsRepository {
  constructor(private readonly database: DataSource) {}

  /** In a transaction that runs again where another one's locks were in its way. */
  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  /** Holds the event's row until the transaction ends: places are given and given up by one at a time. */
  lockEvent(tx: Transaction, id: string): Promise<EventEntity | null> {
    return tx.findOne(EventEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  ofVolunteer(tx: Transaction, eventId: string, volunteerId: string): Promise<RegistrationEntity | null> {
    return tx.findOneBy(RegistrationEntity, { eventId, volunteerId });
  }

  ofParticipation(tx: Transaction, participationId: string): Promise<RegistrationEntity | null> {
    return tx.findOneBy(RegistrationEntity, { participationId });
  }

  byId(tx: Transaction, id: string): Promise<RegistrationEntity | null> {
    return tx.findOneBy(RegistrationEntity, { id });
  }

  /** Puts somebody behind all who came before, also who was there before and comes again. */
  async join(tx: Transaction, eventId: string, asking: Asking, status: RegistrationStatus): Promise<RegistrationEntity> {
    const { participationId, volunteerId, kind, subjectName, format, request } = asking;
    const values = [uuid(), eventId, volunteerId, status, format, new Date(), participationId, kind, subjectName, request];
    const [row]: { id: string }[] = await tx.query(JOIN, values);
    return tx.findOneByOrFail(RegistrationEntity, { id: row?.id });
  }

  async seats(tx: Transaction, { id, capacity }: EventEntity): Promise<Seats> {
    const [row]: { taken: number; kept: Record<string, number> }[] = await tx.query(SEATS, [id, HOLDS_A_PLACE]);
    return { capacity, taken: row?.taken ?? 0, kept: new Map(Object.entries(row?.kept ?? {})) };
  }

  /** In the order they came. */
  waiting(tx: Transaction, eventId: string): Promise<InQueue[]> {
    return tx.query(WAITING, [eventId]);
  }

  countWaiting(tx: Transaction, eventId: string): Promise<number> {
    return tx.countBy(RegistrationEntity, { eventId, status: 'WAITLISTED' });
  }

  async seat(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(`UPDATE registration SET status = 'CONFIRMED' WHERE id = ANY($1)`, [ids]);
  }

  /** They are not expected, or no longer; their names, given for an entry, are not kept either. */
  async end(tx: Transaction, ids: readonly string[], status: 'CANCELLED' | 'DECLINED'): Promise<void> {
    await tx.query('UPDATE registration SET status = $2, subject_name = NULL WHERE id = ANY($1)', [ids, status]);
  }

  /** The home asks once more, perhaps under a new record of the same, as after it lost its books; it asks for nobody without their consent. */
  async follow(tx: Transaction, id: string, home: Pick<Asking, 'participationId' | 'request' | 'subjectName'>): Promise<void> {
    await tx.update(RegistrationEntity, { id }, { ...home, entryAgreed: true });
  }

  /** Whether the volunteer agrees to entries; without it nothing is kept for one. */
  async setEntryAgreed(tx: Transaction, participationId: string, entryAgreed: boolean): Promise<void> {
    await tx.update(RegistrationEntity, { participationId }, { entryAgreed, ...(!entryAgreed && { subjectName: null }) });
  }

  /** Events that take nobody any more though somebody waits for a place. */
  async withIdleQueue(now: Date, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(IDLE_QUEUES, [now, limit]);
    return rows.map(({ id }) => id);
  }

  /** Names that were given for an entry, of events that ended before then and of which nobody recorded who came. */
  async forgetUnusedNames(endedBefore: Date): Promise<void> {
    await this.database.query(FORGET_UNUSED_NAMES, [endedBefore]);
  }

  async forgetName(tx: Transaction, participationId: string): Promise<void> {
    await tx.update(RegistrationEntity, { participationId }, { subjectName: null });
  }
}

const JOIN = `
  INSERT INTO registration (id, event_id, volunteer_id, status, format, registered_at, participation_id, volunteer_kind, subject_name, request)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT ON CONSTRAINT registration_once_per_volunteer DO UPDATE SET
    status = excluded.status,
    format = excluded.format,
    registered_at = excluded.registered_at,
    participation_id = excluded.participation_id,
    volunteer_kind = excluded.volunteer_kind,
    subject_name = excluded.subject_name,
    entry_agreed = true,
    request = excluded.request,
    queue_number = excluded.queue_number
  RETURNING id`;

const SEATS = `
  SELECT (SELECT count(*)::int FROM registration WHERE event_id = $1 AND status = ANY($2)) AS taken,
         (SELECT json_object_agg(kept.college_code, greatest(kept.places - kept.taken, 0)) FROM (
           SELECT remote_place.college_code, remote_place.places, count(registration.id) AS taken
           FROM remote_place
           LEFT JOIN registration
             ON registration.event_id = remote_place.event_id
             AND split_part(registration.volunteer_id, ':', 1) = remote_place.college_code
             AND registration.format = 'ONLINE'
             AND registration.status = ANY($2)
           WHERE remote_place.event_id = $1
           GROUP BY remote_place.college_code, remote_place.places
         ) AS kept) AS kept`;

const WAITING = `
  SELECT id, split_part(volunteer_id, ':', 1) AS home, format, participation_id AS "participationId", request
  FROM registration
  WHERE event_id = $1 AND status = 'WAITLISTED'
  ORDER BY queue_number`;

const FORGET_UNUSED_NAMES = `
  UPDATE registration SET subject_name = NULL FROM event
  WHERE event.id = registration.event_id AND event.ends_at < $1
    AND registration.status = 'CONFIRMED' AND registration.subject_name IS NOT NULL`;

/** What a seat policy calls not open, in SQL. */
const IDLE_QUEUES = `
  SELECT DISTINCT event.id FROM event
  JOIN registration ON registration.event_id = event.id AND registration.status = 'WAITLISTED'
  WHERE event.status <> 'PUBLISHED' OR event.starts_at <= $1
  LIMIT $2`;
