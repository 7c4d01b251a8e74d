import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ParticipationEntity } from '../participation.entity.js';
import type { ParticipationPlace } from '../participations.repository.js';
import { RecordOverlapEntity } from './record-overlap.entity.js';

/** What of a participation is credited: the last entry, in force or not. */
export interface Credit {
  readonly participationId: string;
  /** Null once it was revoked. */
  readonly minutes: number | null;
  /** The compact JWS; null of what was carried over from before hosts signed. */
  readonly credential: string | null;
  readonly revokedAt: Date | null;
}

/** One line of the record book, with what took it back. */
export interface RecordLine {
  readonly id: string;
  readonly participationId: string;
  readonly minutes: number;
  readonly credential: string | null;
  readonly issuedAt: Date | null;
  readonly recordedAt: Date;
  readonly revokedAt: Date | null;
  readonly reason: string | null;
}

export interface RecordTotals {
  readonly volunteerId: string;
  readonly count: number;
  readonly minutes: number;
}

/** Two participations of one person at once; by uuid. */
export interface OverlapRow {
  readonly firstId: string;
  readonly secondId: string;
  /** When the first of them begins. */
  readonly at: Date;
}

@Injectable()
export class RecordEntriesRepository {
  constructor(private readonly database: DataSource) {}

  credits(participationIds: readonly string[]): Promise<Credit[]> {
    return this.database.query(CREDITS, [participationIds]);
  }

  /** What was ever credited for each, in the order it came; the last hundred of each. */
  lines(participationIds: readonly string[]): Promise<RecordLine[]> {
    return this.database.query(LINES, [participationIds]);
  }

  /** The same page of several volunteers' record books, newest first; one statement however many volunteers. */
  pages(volunteerIds: readonly string[], after: ParticipationPlace | null, limit: number): Promise<ParticipationEntity[]> {
    return this.database.query(PAGES, [volunteerIds, after?.at ?? null, after?.id ?? null, limit]);
  }

  totals(volunteerIds: readonly string[]): Promise<RecordTotals[]> {
    return this.database.query(TOTALS, [volunteerIds]);
  }

  /** Newest first, from behind `after`. */
  overlaps(after: OverlapRow | null, limit: number): Promise<OverlapRow[]> {
    return this.database.query(OVERLAP_PAGE, [after?.at ?? null, after?.firstId ?? null, after?.secondId ?? null, limit]);
  }

  overlapCount(): Promise<number> {
    return this.database.manager.count(RecordOverlapEntity);
  }
}

const CREDITS = `
  SELECT DISTINCT ON (entry.participation_id)
         entry.participation_id AS "participationId",
         CASE WHEN revocation.id IS NULL THEN entry.minutes END AS minutes,
         entry.credential,
         revocation.revoked_at AS "revokedAt"
  FROM record_entry AS entry
  LEFT JOIN record_entry AS revocation ON revocation.revokes = entry.id
  WHERE entry.participation_id = ANY($1) AND entry.kind <> 'REVOCATION'
  ORDER BY entry.participation_id, revocation.id IS NULL DESC, entry.recorded_at DESC, entry.id DESC`;

const LINES = `
  SELECT line.* FROM unnest($1::uuid[]) AS wanted (participation_id)
  CROSS JOIN LATERAL (
    SELECT entry.id,
           entry.participation_id AS "participationId",
           entry.minutes,
           entry.credential,
           entry.issued_at AS "issuedAt",
           entry.recorded_at AS "recordedAt",
           revocation.revoked_at AS "revokedAt",
           revocation.reason
    FROM record_entry AS entry
    LEFT JOIN record_entry AS revocation ON revocation.revokes = entry.id
    WHERE entry.participation_id = wanted.participation_id AND entry.kind <> 'REVOCATION'
    ORDER BY entry.recorded_at DESC, entry.id DESC
    LIMIT 100
  ) AS line
  ORDER BY line."recordedAt", line.id`;

const PAGES = `
  SELECT page.id,
         page.volunteer_id AS "volunteerId",
         page.event_id AS "eventId",
         page.status,
         page.format,
         page.reason,
         page.seat_asked AS "seatAsked",
         page.request,
         page.requested_at AS "requestedAt",
         page.decided_by AS "decidedBy",
         page.check_in AS "checkIn",
         page.check_in_reason AS "checkInReason",
         page.check_in_tries AS "checkInTries",
         page.checked_in_at AS "checkedInAt",
         page.subject_name AS "subjectName",
         page.entry_agreed AS "entryAgreed",
         page.event_title AS "eventTitle",
         page.event_starts_at AS "eventStartsAt",
         page.event_ends_at AS "eventEndsAt",
         page.event_time_zone AS "eventTimeZone",
         page.event_status AS "eventStatus",
         page.event_capacity AS "eventCapacity"
  FROM unnest($1::uuid[]) AS wanted (volunteer_id)
  CROSS JOIN LATERAL (
    SELECT participation.*, coalesce(event_starts_at, requested_at) AS at FROM participation
    WHERE participation.volunteer_id = wanted.volunteer_id
      AND ($2::timestamptz IS NULL OR (coalesce(event_starts_at, requested_at), participation.id) < ($2, $3::uuid))
    ORDER BY coalesce(event_starts_at, requested_at) DESC, participation.id DESC
    LIMIT $4
  ) AS page
  ORDER BY page.at DESC, page.id DESC`;

const TOTALS = `
  SELECT participation.volunteer_id AS "volunteerId",
         count(DISTINCT participation.id)::int AS count,
         coalesce(sum(entry.minutes) FILTER (WHERE revocation.id IS NULL), 0)::int AS minutes
  FROM participation
  LEFT JOIN record_entry AS entry ON entry.participation_id = participation.id AND entry.kind <> 'REVOCATION'
  LEFT JOIN record_entry AS revocation ON revocation.revokes = entry.id
  WHERE participation.volunteer_id = ANY($1)
  GROUP BY participation.volunteer_id`;

const OVERLAP_PAGE = `
  SELECT first_id AS "firstId", second_id AS "secondId", at FROM record_overlap
  WHERE $1::timestamptz IS NULL OR (at, first_id, second_id) < ($1, $2::uuid, $3::uuid)
  ORDER BY at DESC, first_id DESC, second_id DESC
  LIMIT $4`;
