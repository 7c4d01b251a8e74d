import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { RegistrationEntity } from '../registration.entity.js';
import { AttendanceRecordEntity } from './attendance-record.entity.js';

/** What a registration comes to once the event took place. */
export type Attendance = Pick<RegistrationEntity, 'status' | 'minutes' | 'credentialId'>;

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

  /** Nothing is signed of who did not come: their name is not kept for it. */
  async set(tx: Transaction, id: string, attendance: Attendance): Promise<void> {
    await tx.update(RegistrationEntity, { id }, { ...attendance, ...(attendance.status === 'NO_SHOW' && { subjectName: null }) });
  }
}

const RECORD = `
  INSERT INTO attendance_record (recorded_by, idempotency_key, registration_id, attended, minutes, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT DO NOTHING
  RETURNING registration_id`;
