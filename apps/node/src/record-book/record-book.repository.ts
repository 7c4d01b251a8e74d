import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A volunteer, as the cover of the book has them. */
export interface OwnerRow {
  readonly fullName: string;
  readonly group: string | null;
  /** YYYY-MM-DD */
  readonly joinedAt: string;
  /** Uuid of their mentor, or else their team's. */
  readonly mentorId: string | null;
}

/** A line of the book, with the event as its host last told it. */
export interface EntryRow {
  readonly id: string;
  readonly minutes: number;
  readonly credential: string | null;
  readonly recordedAt: Date;
  readonly revokedAt: Date | null;
  readonly eventId: string;
  readonly eventTitle: string | null;
  readonly eventStartsAt: Date | null;
  readonly eventEndsAt: Date | null;
}

/** One volunteer's whole record, read at once for a file. */
@Injectable()
export class RecordBookRepository {
  constructor(private readonly database: DataSource) {}

  async owner(volunteerId: string): Promise<OwnerRow | null> {
    const [row]: OwnerRow[] = await this.database.query(OWNER, [volunteerId]);
    return row ?? null;
  }

  /** In no order. */
  entries(volunteerId: string, limit: number): Promise<EntryRow[]> {
    return this.database.query(ENTRIES, [volunteerId, limit]);
  }
}

const OWNER = `
  SELECT volunteer.full_name AS "fullName",
         volunteer.study_group AS "group",
         to_char(volunteer.joined_at, 'YYYY-MM-DD') AS "joinedAt",
         guided_volunteer.guide_id AS "mentorId"
  FROM volunteer
  LEFT JOIN guided_volunteer ON guided_volunteer.volunteer_id = volunteer.id
  WHERE volunteer.id = $1`;

const ENTRIES = `
  SELECT entry.id,
         entry.minutes,
         entry.credential,
         entry.recorded_at AS "recordedAt",
         revocation.revoked_at AS "revokedAt",
         participation.event_id AS "eventId",
         participation.event_title AS "eventTitle",
         participation.event_starts_at AS "eventStartsAt",
         participation.event_ends_at AS "eventEndsAt"
  FROM participation
  JOIN record_entry AS entry ON entry.participation_id = participation.id AND entry.kind <> 'REVOCATION'
  LEFT JOIN record_entry AS revocation ON revocation.revokes = entry.id
  WHERE participation.volunteer_id = $1
  LIMIT $2`;
