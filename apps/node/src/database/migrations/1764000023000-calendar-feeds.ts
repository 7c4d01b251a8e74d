import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CalendarFeeds1764000023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feed (
        account_id uuid NOT NULL,
        secret_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        last_read_at timestamptz,
        CONSTRAINT calendar_feed_pkey PRIMARY KEY (account_id),
        CONSTRAINT calendar_feed_account_exists FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
        CONSTRAINT calendar_feed_secret_once UNIQUE (secret_hash),
        CONSTRAINT calendar_feed_secret_hashed CHECK (octet_length(secret_hash) = 32)
      );

      ALTER TABLE participation
        ADD COLUMN calendar_sequence int NOT NULL DEFAULT 0,
        ADD COLUMN calendar_changed_at timestamptz(3) NOT NULL DEFAULT now();

      -- Whoever writes: a calendar takes a change for one by its number.
      CREATE FUNCTION participation_change_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.calendar_sequence := OLD.calendar_sequence + 1;
        NEW.calendar_changed_at := now();
        RETURN NEW;
      END $$;
      CREATE TRIGGER participation_change_counted BEFORE UPDATE ON participation
        FOR EACH ROW WHEN (
          (NEW.status, NEW.event_title, NEW.event_starts_at, NEW.event_ends_at, NEW.event_status)
          IS DISTINCT FROM (OLD.status, OLD.event_title, OLD.event_starts_at, OLD.event_ends_at, OLD.event_status)
        )
        EXECUTE FUNCTION participation_change_counted();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER participation_change_counted ON participation;
      DROP FUNCTION participation_change_counted;
      ALTER TABLE participation
        DROP COLUMN calendar_sequence,
        DROP COLUMN calendar_changed_at;
      DROP TABLE calendar_feed;
    `);
  }
}
