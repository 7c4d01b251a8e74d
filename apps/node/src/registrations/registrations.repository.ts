import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { HOLDS_A_PLACE } from './registration-status.js';
import { RegistrationEntity } from './registration.entity.js';

/** One page of each of several events. */
export interface RegistrationPages {
  /** Narrows to one volunteer's, by global id. */
  readonly volunteerId: string | null;
  /** A place in the queue behind which the page begins; 0 is before all. */
  readonly after: number;
  readonly limit: number;
}

export interface PlaceCounts {
  readonly eventId: string;
  readonly taken: number;
  readonly waiting: number;
}

@Injectable()
export class RegistrationsRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[]): Promise<RegistrationEntity[]> {
    return this.database.manager.findBy(RegistrationEntity, { id: In(ids) });
  }

  /** The same page of several events, each event's in the order they came; one statement however many events. */
  pages(eventIds: readonly string[], pages: RegistrationPages): Promise<RegistrationEntity[]> {
    const { volunteerId, after, limit } = pages;
    return this.database.query(PAGES, [eventIds, volunteerId, after, limit]);
  }

  counts(eventIds: readonly string[], volunteerId: string | null): Promise<{ eventId: string; count: number }[]> {
    return this.database.query(COUNTS, [eventIds, volunteerId]);
  }

  placeCounts(eventIds: readonly string[]): Promise<PlaceCounts[]> {
    return this.database.query(PLACE_COUNTS, [eventIds, HOLDS_A_PLACE]);
  }

  /** In which of those events the volunteer holds a place. */
  held(volunteerId: string, eventIds: readonly string[]): Promise<{ eventId: string }[]> {
    return this.database.query(HELD, [eventIds, volunteerId, HOLDS_A_PLACE]);
  }

  /** The names that were sent with registrations, each told by its event and volunteer. */
  subjectNames(eventIds: readonly string[], volunteerIds: readonly string[]): Promise<{ eventId: string; volunteerId: string; subjectName: string | null }[]> {
    return this.database.query(SUBJECT_NAMES, [eventIds, volunteerIds]);
  }
}

const PAGES = `
  SELECT page.id,
         page.event_id AS "eventId",
         page.volunteer_id AS "volunteerId",
         page.status,
         page.format,
         page.registered_at AS "registeredAt",
         page.queue_number AS "queueNumber",
         page.minutes
  FROM unnest($1::uuid[]) AS wanted (event_id)
  CROSS JOIN LATERAL (
    SELECT * FROM registration
    WHERE registration.event_id = wanted.event_id
      AND ($2::text IS NULL OR registration.volunteer_id = $2)
      AND registration.queue_number > $3
    ORDER BY registration.queue_number
    LIMIT $4
  ) AS page
  ORDER BY page.queue_number`;

const COUNTS = `
  SELECT event_id AS "eventId", count(*)::int AS count
  FROM registration
  WHERE event_id = ANY($1) AND ($2::text IS NULL OR volunteer_id = $2)
  GROUP BY event_id`;

const PLACE_COUNTS = `
  SELECT event_id AS "eventId",
         (count(*) FILTER (WHERE status = ANY($2)))::int AS taken,
         (count(*) FILTER (WHERE status = 'WAITLISTED'))::int AS waiting
  FROM registration
  WHERE event_id = ANY($1)
  GROUP BY event_id`;

const HELD = `
  SELECT event_id AS "eventId"
  FROM registration
  WHERE event_id = ANY($1) AND volunteer_id = $2 AND status = ANY($3)`;

const SUBJECT_NAMES = `
  SELECT event_id AS "eventId", volunteer_id AS "volunteerId", subject_name AS "subjectName"
  FROM registration
  WHERE (event_id, volunteer_id) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`;
