import { Injectable } from '@nestjs/common';
import type { CreditedAround } from '../../credentials/hours-in-days.js';
import type { Transaction } from '../../database/transaction.js';
import type { Times } from '../../events/event-times.js';
import { RegistrationEntity } from '../registration.entity.js';
import { AttendanceRecordEntity } from './attendance-record.entity.js';

/** What a registration comes to once the event took place. */
export type Attendance = Pick<RegistrationEntity, 'status' | 'minutes' | 'credentialId'> & Partial<Pick<RegistrationEntity, 'untakenCredentialId'>>;

@Injectable()
export class AttendanceRepository {
  /** What this actor sent with that key before. */
  recorded(tx: Transaction, recordedBy: string, idempotencyKey: string): Promise<AttendanceRecordEntity | null> {
    return tx.findOneBy(AttendanceRecordEntity, { recordedBy, idempotencyKey });
  }

  /** @returns false where the key was used in the meantime, for another event */
  async record(tx: Transaction, record: Omit<AttendanceRecordEntity, 'registration'>): Promise<boolean> {
    const { recordedBy, idempotencyKey, registrationId, attended, minutes, recordedAt } = record;
    const rows: object[] = await tx.query(RECORD, [recordedBy, idempotencyKey, registrationId, attended, minutes, recordedAt]);
    return rows.length > 0;
  }

  /** What this college credits the same volunteer with, signed, at other events of that time. */
  async creditedAround(tx: Transaction, { id, volunteerId }: RegistrationEntity, { startsAt, endsAt }: Times): Promise<CreditedAround> {
    const [row]: CreditedAround[] = await tx.query(CREDITED_AROUND, [volunteerId, id, startsAt, endsAt]);
    return row ?? { minutes: 0, from: startsAt, until: endsAt };
  }

  /** Nothing is signed of who did not come: their name is not kept for it. */
  async set(tx: Transaction, id: string, attendance: Attendance): Promise<void> {
    await tx.update(RegistrationEntity, { id }, { untakenCredentialId: null, ...attendance, ...(attendance.status === 'NO_SHOW' && { subjectName: null }) });
  }
}

const RECORD = `
  INSERT INTO attendance_record (recorded_by, idempotency_key, registration_id, attended, minutes, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT DO NOTHING
  RETURNING registration_id`;

const CREDITED_AROUND = `
  SELECT coalesce(sum(registration.minutes), 0)::int AS minutes,
         least($3::timestamptz, min(event.starts_at)) AS "from",
         greatest($4::timestamptz, max(event.ends_at)) AS "until"
  FROM registration
  JOIN event ON event.id = registration.event_id
  WHERE registration.volunteer_id = $1
    AND registration.id <> $2
    AND registration.credential_id IS NOT NULL
    AND event.starts_at < $4
    AND event.ends_at > $3`;
