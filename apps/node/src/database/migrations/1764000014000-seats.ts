import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Seats1764000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE registration_queue AS int;
      ALTER TABLE registration
        ADD COLUMN queue_number int,
        ADD COLUMN participation_id text,
        ADD COLUMN volunteer_kind text NOT NULL DEFAULT 'STUDENT',
        ADD COLUMN subject_name text,
        ADD COLUMN request int,
        ADD COLUMN credential_id uuid;

      UPDATE registration SET queue_number = came.place
      FROM (SELECT id, row_number() OVER (ORDER BY registered_at, id) AS place FROM registration) AS came
      WHERE came.id = registration.id;
      SELECT setval('registration_queue', coalesce(max(queue_number), 0) + 1, false) FROM registration;

      ALTER TABLE registration
        ALTER COLUMN queue_number SET NOT NULL,
        ALTER COLUMN queue_number SET DEFAULT nextval('registration_queue'),
        ADD CONSTRAINT registration_queue_number_once UNIQUE (event_id, queue_number),
        ADD CONSTRAINT registration_participation_once UNIQUE (participation_id),
        ADD CONSTRAINT registration_participation_is_global_id CHECK (participation_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'),
        ADD CONSTRAINT registration_volunteer_kind_known CHECK (volunteer_kind IN ('STUDENT', 'STAFF')),
        ADD CONSTRAINT registration_credential_of_attended CHECK (credential_id IS NULL OR status = 'ATTENDED');
      ALTER SEQUENCE registration_queue OWNED BY registration.queue_number;
      DROP INDEX registration_by_time;

      CREATE TABLE attendance_record (
        recorded_by text NOT NULL,
        idempotency_key text NOT NULL,
        registration_id uuid NOT NULL,
        attended boolean NOT NULL,
        minutes int,
        recorded_at timestamptz(3) NOT NULL,
        CONSTRAINT attendance_record_pkey PRIMARY KEY (recorded_by, idempotency_key),
        CONSTRAINT attendance_record_registration_exists FOREIGN KEY (registration_id) REFERENCES registration (id)
      );

      -- Each place is counted while the event's row is held, so that two transactions never count past each other.
      CREATE FUNCTION registration_within_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        places int;
        taken int;
      BEGIN
        SELECT capacity INTO places FROM event WHERE id = NEW.event_id FOR NO KEY UPDATE;
        IF places IS NULL THEN RETURN NULL; END IF;
        SELECT count(*) INTO taken FROM registration WHERE event_id = NEW.event_id AND status IN ('CONFIRMED', 'ATTENDED');
        IF taken > places THEN
          RAISE EXCEPTION 'the event % has % places', NEW.event_id, places
            USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity', TABLE = 'registration';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER registration_within_capacity AFTER INSERT ON registration
        FOR EACH ROW WHEN (NEW.status IN ('CONFIRMED', 'ATTENDED'))
        EXECUTE FUNCTION registration_within_capacity();
      CREATE TRIGGER registration_still_within_capacity AFTER UPDATE OF status, event_id ON registration
        FOR EACH ROW WHEN (
          NEW.status IN ('CONFIRMED', 'ATTENDED')
          AND (OLD.status NOT IN ('CONFIRMED', 'ATTENDED') OR OLD.event_id <> NEW.event_id)
        )
        EXECUTE FUNCTION registration_within_capacity();

      CREATE FUNCTION event_capacity_not_below_taken() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.capacity < (SELECT count(*) FROM registration WHERE event_id = NEW.id AND status IN ('CONFIRMED', 'ATTENDED')) THEN
          RAISE EXCEPTION 'more than % places of the event % are taken', NEW.capacity, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_capacity_not_below_taken', TABLE = 'event';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER event_capacity_not_below_taken AFTER UPDATE OF capacity ON event
        FOR EACH ROW WHEN (NEW.capacity IS DISTINCT FROM OLD.capacity)
        EXECUTE FUNCTION event_capacity_not_below_taken();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER event_capacity_not_below_taken ON event;
      DROP TRIGGER registration_within_capacity ON registration;
      DROP TRIGGER registration_still_within_capacity ON registration;
      DROP FUNCTION event_capacity_not_below_taken;
      DROP FUNCTION registration_within_capacity;
      DROP TABLE attendance_record;
      ALTER TABLE registration
        DROP COLUMN queue_number,
        DROP COLUMN participation_id,
        DROP COLUMN volunteer_kind,
        DROP COLUMN subject_name,
        DROP COLUMN request,
        DROP COLUMN credential_id;
      CREATE INDEX registration_by_time ON registration (event_id, registered_at, id);
    `);
  }
}
