import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventLife1764000016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_series (
        id uuid NOT NULL,
        rule text NOT NULL,
        first_on date NOT NULL,
        time_zone text NOT NULL,
        starts_at_time text NOT NULL,
        minutes int NOT NULL,
        pattern jsonb NOT NULL,
        published boolean NOT NULL DEFAULT false,
        made_through date NOT NULL,
        ends_before date,
        CONSTRAINT event_series_pkey PRIMARY KEY (id),
        CONSTRAINT event_series_time_form CHECK (starts_at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$'),
        CONSTRAINT event_series_minutes_positive CHECK (minutes > 0)
      );

      ALTER TABLE event
        ADD COLUMN sequence int NOT NULL DEFAULT 0,
        ADD COLUMN changed_at timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN series_id uuid,
        ADD COLUMN occurrence_on date,
        ADD COLUMN participants_told boolean NOT NULL DEFAULT true,
        ADD CONSTRAINT event_series_exists FOREIGN KEY (series_id) REFERENCES event_series (id),
        ADD CONSTRAINT event_once_per_day_of_series UNIQUE (series_id, occurrence_on),
        ADD CONSTRAINT event_day_of_series CHECK ((series_id IS NULL) = (occurrence_on IS NULL));

      CREATE INDEX event_to_tell ON event (id) WHERE NOT participants_told;

      CREATE TABLE co_host (
        event_id uuid NOT NULL,
        college text NOT NULL,
        state text NOT NULL,
        invited_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        CONSTRAINT co_host_pkey PRIMARY KEY (event_id, college),
        CONSTRAINT co_host_event_exists FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE,
        CONSTRAINT co_host_college_code CHECK (college ~ '^[a-z0-9]{2,16}$'),
        CONSTRAINT co_host_state_known CHECK (state IN ('INVITED', 'ACCEPTED', 'DECLINED')),
        CONSTRAINT co_host_answered CHECK ((state = 'INVITED') = (answered_at IS NULL))
      );
      CREATE INDEX co_host_by_college ON co_host (college, state);
      INSERT INTO co_host (event_id, college, state, invited_at, answered_at)
        SELECT DISTINCT event.id, code, 'ACCEPTED', now(), now() FROM event, unnest(co_host_codes) AS code;

      -- Whoever writes: a calendar takes a change for one by its number.
      CREATE FUNCTION event_change_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.title, NEW.starts_at, NEW.ends_at, NEW.time_zone, NEW.venue, NEW.meeting_url, NEW.status)
          IS DISTINCT FROM (OLD.title, OLD.starts_at, OLD.ends_at, OLD.time_zone, OLD.venue, OLD.meeting_url, OLD.status)
        THEN
          NEW.sequence := OLD.sequence + 1;
        END IF;
        NEW.changed_at := now();
        RETURN NEW;
      END $$;
      CREATE TRIGGER event_change_counted BEFORE UPDATE ON event
        FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*)
        EXECUTE FUNCTION event_change_counted();

      -- event.co_host_codes are those who accepted: what is read with every event.
      CREATE FUNCTION co_hosts_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        changed uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.event_id ELSE NEW.event_id END;
        accepted text[] := ARRAY(SELECT college FROM co_host WHERE event_id = changed AND state = 'ACCEPTED' ORDER BY college);
      BEGIN
        UPDATE event SET co_host_codes = accepted WHERE id = changed AND co_host_codes <> accepted;
        RETURN NULL;
      END $$;
      CREATE TRIGGER co_hosts_of_event AFTER INSERT OR UPDATE OR DELETE ON co_host
        FOR EACH ROW EXECUTE FUNCTION co_hosts_of_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE co_host;
      DROP FUNCTION co_hosts_of_event;
      DROP TRIGGER event_change_counted ON event;
      DROP FUNCTION event_change_counted;
      ALTER TABLE event
        DROP COLUMN sequence,
        DROP COLUMN changed_at,
        DROP COLUMN occurrence_on,
        DROP COLUMN participants_told,
        DROP COLUMN series_id;
      DROP TABLE event_series;
    `);
  }
}
