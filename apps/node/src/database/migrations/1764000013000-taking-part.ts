import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakingPart1764000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE participation
        ADD COLUMN format text,
        ADD COLUMN reason text,
        ADD COLUMN seat_asked boolean NOT NULL DEFAULT false,
        ADD COLUMN request int NOT NULL DEFAULT 0,
        ADD COLUMN decided_by text,
        ADD COLUMN event_title text,
        ADD COLUMN event_starts_at timestamptz(3),
        ADD COLUMN event_ends_at timestamptz(3),
        ADD COLUMN event_time_zone text,
        ADD COLUMN event_status text,
        ADD COLUMN event_capacity int,
        ADD CONSTRAINT participation_format_known CHECK (format IN ('ONSITE', 'ONLINE', 'HYBRID')),
        ADD CONSTRAINT participation_event_told_whole CHECK (
          num_nulls(event_title, event_starts_at, event_ends_at, event_time_zone, event_status) IN (0, 5)
        ),
        ADD CONSTRAINT participation_event_status_known CHECK (event_status IN ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED'));
      UPDATE participation SET seat_asked = status NOT IN ('AWAITING_HOME', 'CANCELLED');
      CREATE INDEX participation_by_status ON participation (status, requested_at, id);

      ALTER TABLE volunteer
        ADD COLUMN person_id uuid,
        ADD CONSTRAINT volunteer_once_per_person UNIQUE (person_id),
        ADD CONSTRAINT volunteer_person_exists FOREIGN KEY (person_id) REFERENCES person (id),
        ADD CONSTRAINT volunteer_person_is_staff CHECK (person_id IS NULL OR kind = 'STAFF'),
        ADD CONSTRAINT volunteer_bears_the_persons_id CHECK (person_id = id);

      CREATE TABLE take_part_key (
        person_id text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        participation_id uuid NOT NULL,
        used_at timestamptz(3) NOT NULL,
        CONSTRAINT take_part_key_pkey PRIMARY KEY (person_id, key),
        CONSTRAINT take_part_key_participation_exists FOREIGN KEY (participation_id) REFERENCES participation (id)
      );

      CREATE TABLE record_entry (
        id uuid NOT NULL,
        participation_id uuid NOT NULL,
        kind text NOT NULL,
        minutes int,
        credential text,
        revokes uuid,
        reason text,
        revoked_at timestamptz(3),
        recorded_at timestamptz(3) NOT NULL,
        CONSTRAINT record_entry_pkey PRIMARY KEY (id),
        CONSTRAINT record_entry_participation_exists FOREIGN KEY (participation_id) REFERENCES participation (id),
        CONSTRAINT record_entry_revokes_exists FOREIGN KEY (revokes) REFERENCES record_entry (id),
        CONSTRAINT record_entry_revoked_once UNIQUE (revokes),
        CONSTRAINT record_entry_kind_known CHECK (kind IN ('CREDIT', 'CARRIED_OVER', 'REVOCATION')),
        CONSTRAINT record_entry_credit_is_signed CHECK ((kind = 'CREDIT') = (credential IS NOT NULL)),
        CONSTRAINT record_entry_has_minutes CHECK ((kind = 'REVOCATION') = (minutes IS NULL)),
        CONSTRAINT record_entry_minutes_positive CHECK (minutes > 0),
        CONSTRAINT record_entry_revocation_whole CHECK (
          num_nulls(revokes, reason, revoked_at) = CASE kind WHEN 'REVOCATION' THEN 0 ELSE 3 END
        )
      );
      CREATE INDEX record_entry_by_participation ON record_entry (participation_id, recorded_at);

      CREATE FUNCTION record_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the record book is append-only: correct an entry by a REVOCATION and a new CREDIT'
          USING ERRCODE = 'restrict_violation', TABLE = 'record_entry';
      END $$;
      CREATE TRIGGER record_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entry
        FOR EACH STATEMENT EXECUTE FUNCTION record_entry_append_only();

      -- Counted while the participation's row is held, so that two transactions never credit past each other.
      CREATE FUNCTION record_entry_credited_once() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        in_force int;
      BEGIN
        PERFORM FROM participation WHERE id = NEW.participation_id FOR NO KEY UPDATE;
        SELECT count(*) INTO in_force FROM record_entry AS credit
        WHERE credit.participation_id = NEW.participation_id
          AND credit.kind <> 'REVOCATION'
          AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = credit.id);
        IF in_force > 1 THEN
          RAISE EXCEPTION 'the participation % is credited already', NEW.participation_id
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'record_entry_credited_once', TABLE = 'record_entry';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER record_entry_credited_once AFTER INSERT ON record_entry
        FOR EACH ROW WHEN (NEW.kind <> 'REVOCATION') EXECUTE FUNCTION record_entry_credited_once();

      CREATE FUNCTION record_entry_revokes_a_credit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM record_entry AS credit
          WHERE credit.id = NEW.revokes AND credit.participation_id = NEW.participation_id AND credit.kind <> 'REVOCATION'
        ) THEN
          RAISE EXCEPTION 'the entry % revokes no credit of its participation', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_entry_revokes_a_credit', TABLE = 'record_entry';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER record_entry_revokes_a_credit BEFORE INSERT ON record_entry
        FOR EACH ROW WHEN (NEW.kind = 'REVOCATION') EXECUTE FUNCTION record_entry_revokes_a_credit();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE record_entry;
      DROP FUNCTION record_entry_append_only;
      DROP FUNCTION record_entry_credited_once;
      DROP FUNCTION record_entry_revokes_a_credit;
      DROP TABLE take_part_key;
      ALTER TABLE volunteer DROP COLUMN person_id;
      DROP INDEX participation_by_status;
      ALTER TABLE participation
        DROP COLUMN format,
        DROP COLUMN reason,
        DROP COLUMN seat_asked,
        DROP COLUMN request,
        DROP COLUMN decided_by,
        DROP COLUMN event_title,
        DROP COLUMN event_starts_at,
        DROP COLUMN event_ends_at,
        DROP COLUMN event_time_zone,
        DROP COLUMN event_status,
        DROP COLUMN event_capacity;
    `);
  }
}
