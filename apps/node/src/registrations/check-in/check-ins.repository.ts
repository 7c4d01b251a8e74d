import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../database/transaction.js';
import { CheckInEntity } from './check-in.entity.js';

@Injectable()
export class CheckInsRepository {
  constructor(private readonly database: DataSource) {}

  /** What the codes of several events are made from. */
  secrets(eventIds: readonly string[]): Promise<{ eventId: string; secret: string }[]> {
    return this.database.query(SECRETS, [eventIds]);
  }

  async secretOf(tx: Transaction, eventId: string): Promise<string> {
    const [row]: { secret: string }[] = await tx.query(SECRETS, [[eventId]]);
    if (!row) throw new Error('There is no such event.'); // whoever asks holds it
    return row.secret;
  }

  find(tx: Transaction, registrationId: string): Promise<CheckInEntity | null> {
    return tx.findOneBy(CheckInEntity, { registrationId });
  }

  async wrong(tx: Transaction, registrationId: string): Promise<void> {
    await tx.query(WRONG, [registrationId]);
  }

  /** The first one stands. */
  async right(tx: Transaction, registrationId: string, at: Date): Promise<void> {
    await tx.query(RIGHT, [registrationId, at]);
  }

  /** Registrations that checked in to events which are over since, in the order of their ids, from behind one. */
  unsettled(now: Date, after: string, limit: number): Promise<{ registrationId: string }[]> {
    return this.database.query(UNSETTLED, [now, after, limit]);
  }

  async settle(tx: Transaction, registrationId: string): Promise<void> {
    await tx.update(CheckInEntity, { registrationId }, { settled: true });
  }

  /** When each of them checked in, of those who did. */
  times(registrationIds: readonly string[]): Promise<{ registrationId: string; checkedInAt: Date }[]> {
    return this.database.query(TIMES, [registrationIds]);
  }
}

const SECRETS = 'SELECT id AS "eventId", check_in_secret AS secret FROM event WHERE id = ANY($1)';

const WRONG = `
  INSERT INTO check_in (registration_id, wrong_tries) VALUES ($1, 1)
  ON CONFLICT ON CONSTRAINT check_in_pkey DO UPDATE SET wrong_tries = check_in.wrong_tries + 1`;

const RIGHT = `
  INSERT INTO check_in (registration_id, checked_in_at) VALUES ($1, $2)
  ON CONFLICT ON CONSTRAINT check_in_pkey DO UPDATE SET checked_in_at = coalesce(check_in.checked_in_at, excluded.checked_in_at)`;

const UNSETTLED = `
  SELECT check_in.registration_id AS "registrationId"
  FROM check_in
  JOIN registration ON registration.id = check_in.registration_id
  JOIN event ON event.id = registration.event_id
  WHERE check_in.checked_in_at IS NOT NULL AND NOT check_in.settled
    AND event.ends_at <= $1
    AND check_in.registration_id > $2
  ORDER BY check_in.registration_id
  LIMIT $3`;

const TIMES = `
  SELECT registration_id AS "registrationId", checked_in_at AS "checkedInAt"
  FROM check_in
  WHERE registration_id = ANY($1) AND checked_in_at IS NOT NULL`;
