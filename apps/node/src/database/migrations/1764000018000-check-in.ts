import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CheckIn1764000018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event ADD COLUMN check_in_secret text NOT NULL DEFAULT gen_random_uuid()::text;

      CREATE TABLE check_in (
        registration_id uuid NOT NULL,
        wrong_tries int NOT NULL DEFAULT 0,
        checked_in_at timestamptz(3),
        settled boolean NOT NULL DEFAULT false,
        CONSTRAINT check_in_pkey PRIMARY KEY (registration_id),
        CONSTRAINT check_in_registration_exists FOREIGN KEY (registration_id) REFERENCES registration (id) ON DELETE CASCADE,
        CONSTRAINT check_in_tries_positive CHECK (wrong_tries >= 0)
      );
      CREATE INDEX check_in_unsettled ON check_in (registration_id) WHERE checked_in_at IS NOT NULL AND NOT settled;

      ALTER TABLE participation
        ADD COLUMN check_in text,
        ADD COLUMN check_in_reason text,
        ADD COLUMN check_in_tries int NOT NULL DEFAULT 0,
        ADD COLUMN checked_in_at timestamptz(3),
        ADD CONSTRAINT participation_check_in_known CHECK (check_in IN ('AWAITING_HOST', 'ACCEPTED', 'REFUSED')),
        ADD CONSTRAINT participation_checked_in_accepted CHECK ((checked_in_at IS NOT NULL) = (check_in IS NOT DISTINCT FROM 'ACCEPTED'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE participation
        DROP COLUMN check_in,
        DROP COLUMN check_in_reason,
        DROP COLUMN check_in_tries,
        DROP COLUMN checked_in_at;
      DROP TABLE check_in;
      ALTER TABLE event DROP COLUMN check_in_secret;
    `);
  }
}
