import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Hours at two hosts at once are few among many: to find them by comparing everybody's hours reads the whole record. So they are found
 * as the hours come, and their list is read from an index.
 */
export class Overlaps1764000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record_overlap (
        first_id uuid NOT NULL,
        second_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        CONSTRAINT record_overlap_pkey PRIMARY KEY (first_id, second_id),
        CONSTRAINT record_overlap_first_exists FOREIGN KEY (first_id) REFERENCES participation (id) ON DELETE CASCADE,
        CONSTRAINT record_overlap_second_exists FOREIGN KEY (second_id) REFERENCES participation (id) ON DELETE CASCADE
      );
      CREATE INDEX record_overlap_by_time ON record_overlap (at, first_id, second_id);
      CREATE INDEX record_overlap_of_second ON record_overlap (second_id);

      -- By the times that were signed, whatever its host says of the event since; what was corrected away overlaps with nothing.
      CREATE FUNCTION record_overlaps_of(who uuid) RETURNS TABLE (first_id uuid, second_id uuid, at timestamptz) LANGUAGE sql STABLE AS $$
        WITH credited AS (
          SELECT participation.id,
                 split_part(participation.event_id, ':', 1) AS host,
                 coalesce(entry.starts_at, participation.event_starts_at) AS starts_at,
                 coalesce(entry.ends_at, participation.event_ends_at) AS ends_at
          FROM participation
          JOIN record_entry AS entry ON entry.participation_id = participation.id AND entry.kind <> 'REVOCATION'
          WHERE participation.volunteer_id = who
            AND participation.status = 'ATTENDED'
            AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)
        )
        SELECT one.id, other.id, one.starts_at
        FROM credited AS one
        JOIN credited AS other
          ON (other.starts_at, other.id) > (one.starts_at, one.id)
          AND other.starts_at < one.ends_at
          AND other.host <> one.host
      $$;

      -- One after the other for each volunteer, as hours are credited: two that come at once must not miss each other.
      CREATE FUNCTION record_overlaps_anew(changed uuid) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        who uuid;
      BEGIN
        SELECT volunteer_id INTO who FROM participation WHERE id = changed;
        PERFORM pg_advisory_xact_lock(hashtextextended('credited ' || who, 0));
        DELETE FROM record_overlap WHERE first_id = changed OR second_id = changed;
        INSERT INTO record_overlap (first_id, second_id, at)
        SELECT * FROM record_overlaps_of(who) AS found WHERE changed IN (found.first_id, found.second_id);
      END $$;

      CREATE FUNCTION record_entry_overlaps() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM record_overlaps_anew(NEW.participation_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER record_entry_overlaps AFTER INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION record_entry_overlaps();

      CREATE FUNCTION participation_overlaps() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM record_overlaps_anew(NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER participation_overlaps AFTER UPDATE OF status, event_id, event_starts_at, event_ends_at ON participation
        FOR EACH ROW WHEN (
          'ATTENDED' IN (OLD.status, NEW.status)
          AND (OLD.status, OLD.event_id, OLD.event_starts_at, OLD.event_ends_at) IS DISTINCT FROM (NEW.status, NEW.event_id, NEW.event_starts_at, NEW.event_ends_at)
        )
        EXECUTE FUNCTION participation_overlaps();

      INSERT INTO record_overlap (first_id, second_id, at)
      SELECT found.* FROM volunteer CROSS JOIN LATERAL record_overlaps_of(volunteer.id) AS found;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER participation_overlaps ON participation;
      DROP TRIGGER record_entry_overlaps ON record_entry;
      DROP FUNCTION participation_overlaps();
      DROP FUNCTION record_entry_overlaps();
      DROP FUNCTION record_overlaps_anew(uuid);
      DROP FUNCTION record_overlaps_of(uuid);
      DROP TABLE record_overlap;
    `);
  }
}
