import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BoundsOfTakingPart1764000015500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registration ADD COLUMN entry_agreed boolean NOT NULL DEFAULT true;
      UPDATE registration SET subject_name = NULL WHERE status IN ('CANCELLED', 'DECLINED', 'NO_SHOW');
      CREATE INDEX registration_waiting ON registration (event_id) WHERE status = 'WAITLISTED';

      ALTER TABLE participation
        ADD COLUMN subject_name text,
        ADD COLUMN entry_agreed boolean NOT NULL DEFAULT true;
      -- The name that hosts were given was not kept until now: it is the one that the volunteer has, where they agreed to it.
      UPDATE participation SET subject_name = volunteer.display_name
      FROM volunteer
      WHERE volunteer.id = participation.volunteer_id
        AND participation.seat_asked
        AND EXISTS (
          SELECT FROM consent
          WHERE consent.volunteer_id = volunteer.id AND consent.purpose = 'NAME_TO_PARTNERS' AND consent.withdrawn_at IS NULL
        );

      ALTER TABLE record_entry
        ADD COLUMN starts_at timestamptz(3),
        ADD COLUMN ends_at timestamptz(3),
        ADD COLUMN issued_at timestamptz(3),
        ADD CONSTRAINT record_entry_times_whole CHECK (num_nulls(starts_at, ends_at, issued_at) IN (0, 3)),
        ADD CONSTRAINT record_entry_times_in_order CHECK (starts_at < ends_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE record_entry DROP COLUMN starts_at, DROP COLUMN ends_at, DROP COLUMN issued_at;
      ALTER TABLE participation DROP COLUMN subject_name, DROP COLUMN entry_agreed;
      DROP INDEX registration_waiting;
      ALTER TABLE registration DROP COLUMN entry_agreed;
    `);
  }
}
