import { Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { CreditedAround } from '../../credentials/hours-in-days.js';
import type { Transaction } from '../../database/transaction.js';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { ParticipationEntity } from '../participation.entity.js';
import { RecordEntryEntity } from '../record/record-entry.entity.js';

/** What changes of a participation by its host's word. */
export type HostsWord = Partial<
  Pick<ParticipationEntity, 'status' | 'format' | 'placeFormat' | 'reason' | 'subjectName' | 'eventTitle' | 'eventStartsAt' | 'eventEndsAt' | 'eventTimeZone' | 'eventStatus' | 'eventCapacity'>
>;

@Injectable()
export class HostWordsRepository {
  /** Held until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<ParticipationEntity | null> {
    return tx.findOne(ParticipationEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Whatever waits for the home's word on an event, held until the transaction ends. */
  lockWishes(tx: Transaction, eventId: string): Promise<ParticipationEntity[]> {
    return tx.find(ParticipationEntity, { where: { eventId, status: 'AWAITING_HOME' }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
  }

  volunteerOf(tx: Transaction, { volunteerId }: ParticipationEntity): Promise<VolunteerEntity> {
    return tx.findOneByOrFail(VolunteerEntity, { id: volunteerId });
  }

  async note(tx: Transaction, { id }: ParticipationEntity, word: HostsWord): Promise<void> {
    await tx.update(ParticipationEntity, { id }, word);
  }

  /** The entry of a participation that nobody took back; there is one at most. */
  async inForce(tx: Transaction, { id }: ParticipationEntity): Promise<RecordEntryEntity | null> {
    const [row]: { id: string }[] = await tx.query(IN_FORCE, [id]);
    return row ? tx.findOneBy(RecordEntryEntity, { id: row.id }) : null;
  }

  /** What the same host credited to the volunteer, and nobody took back, at other events of the same time; one asks after the other. */
  async creditedAround(tx: Transaction, { id, volunteerId, eventId }: ParticipationEntity, startsAt: Date, endsAt: Date): Promise<CreditedAround> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('credited ' || $1, 0))`, [volunteerId]);
    const [row]: CreditedAround[] = await tx.query(CREDITED_AROUND, [volunteerId, id, collegeOf(eventId), startsAt, endsAt]);
    return row ?? { minutes: 0, from: startsAt, until: endsAt };
  }

  /** A line of the books, in force or not. */
  entry(tx: Transaction, id: string): Promise<RecordEntryEntity | null> {
    return tx.findOneBy(RecordEntryEntity, { id });
  }

  async record(tx: Transaction, entry: Omit<RecordEntryEntity, 'recordedAt' | 'participation' | 'revoked'>): Promise<void> {
    await tx.insert(RecordEntryEntity, { ...entry, recordedAt: new Date() });
  }
}

const IN_FORCE = `
  SELECT id FROM record_entry AS entry
  WHERE participation_id = $1 AND kind <> 'REVOCATION'
    AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)`;

const CREDITED_AROUND = `
  SELECT coalesce(sum(entry.minutes), 0)::int AS minutes,
         least($4::timestamptz, min(coalesce(entry.starts_at, participation.event_starts_at))) AS "from",
         greatest($5::timestamptz, max(coalesce(entry.ends_at, participation.event_ends_at))) AS "until"
  FROM participation
  JOIN record_entry AS entry ON entry.participation_id = participation.id AND entry.kind <> 'REVOCATION'
  WHERE participation.volunteer_id = $1
    AND participation.id <> $2
    AND split_part(participation.event_id, ':', 1) = $3
    AND coalesce(entry.starts_at, participation.event_starts_at) < $5
    AND coalesce(entry.ends_at, participation.event_ends_at) > $4
    AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)`;
