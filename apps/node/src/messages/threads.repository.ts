import { DataSource } from 'typeorm';

/** What a thread of messages is about, for people to be told. */
export interface ThreadSubject {
  readonly thread: string;
  /** Of the event or offer; the event's global id where its title never came. */
  readonly title: string;
  /** Global id of who takes part; null where it is an agreement. */
  readonly volunteerId: string | null;
}

export class ThreadsRepository {
  constructor(private readonly database: DataSource) {}

  /** Those that are known here; what came about something that is not has no subject. */
  subjectsOf(threads: readonly string[], college: string): Promise<ThreadSubject[]> {
    return this.database.query(SUBJECTS, [threads, college]);
  }
}

const SUBJECTS = `
  SELECT asked.thread, subject.title, subject.volunteer_id AS "volunteerId"
  FROM unnest(CAST($1 AS text[])) AS asked (thread)
  CROSS JOIN LATERAL (
    SELECT coalesce(event_title, event_id) AS title, $2 || ':' || volunteer_id AS volunteer_id
    FROM participation
    WHERE split_part(asked.thread, ':', 1) = $2 AND id = CAST(split_part(asked.thread, ':', 2) AS uuid)
    UNION ALL
    SELECT event.title, registration.volunteer_id
    FROM registration JOIN event ON event.id = registration.event_id
    WHERE registration.participation_id = asked.thread
    UNION ALL
    SELECT offer.title, NULL
    FROM agreement JOIN offer ON offer.id = agreement.offer_id
    WHERE agreement.thread = asked.thread
    LIMIT 1
  ) AS subject`;
