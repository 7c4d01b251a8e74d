import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Registrations1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration (
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        volunteer_id text NOT NULL,
        status text NOT NULL,
        format text NOT NULL,
        registered_at timestamptz(3) NOT NULL,
        minutes int,
        CONSTRAINT registration_pkey PRIMARY KEY (id),
        CONSTRAINT registration_once_per_volunteer UNIQUE (event_id, volunteer_id),
        CONSTRAINT registration_event_exists FOREIGN KEY (event_id) REFERENCES event (id),
        CONSTRAINT registration_status_known CHECK (
          status IN ('CONFIRMED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW', 'DECLINED')
        ),
        CONSTRAINT registration_format_known CHECK (format IN ('ONSITE', 'ONLINE', 'HYBRID')),
        CONSTRAINT registration_volunteer_is_global_id CHECK (volunteer_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'),
        CONSTRAINT registration_minutes_positive CHECK (minutes >= 0),
        CONSTRAINT registration_minutes_of_attended CHECK (minutes IS NULL OR status = 'ATTENDED')
      );
      CREATE INDEX registration_by_time ON registration (event_id, registered_at, id);
      CREATE INDEX registration_by_volunteer ON registration (volunteer_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registration');
  }
}
