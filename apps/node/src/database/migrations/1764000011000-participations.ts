import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Participations1764000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE participation (
        id uuid NOT NULL,
        volunteer_id uuid NOT NULL,
        event_id text NOT NULL,
        status text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        CONSTRAINT participation_pkey PRIMARY KEY (id),
        CONSTRAINT participation_once_per_event UNIQUE (volunteer_id, event_id),
        CONSTRAINT participation_volunteer_exists FOREIGN KEY (volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT participation_status_known CHECK (
          status IN ('AWAITING_HOME', 'AWAITING_HOST', 'CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED', 'ATTENDED', 'NO_SHOW')
        ),
        CONSTRAINT participation_event_is_global_id CHECK (event_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE participation');
  }
}
