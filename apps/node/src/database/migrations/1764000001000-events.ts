import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Events1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        id uuid NOT NULL,
        title text NOT NULL,
        summary text,
        description text,
        kind text NOT NULL,
        format text NOT NULL,
        status text NOT NULL,
        audience text NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        time_zone text NOT NULL,
        venue text,
        meeting_url text,
        capacity int,
        co_host_codes text[] NOT NULL DEFAULT '{}',
        tags text[] NOT NULL DEFAULT '{}',
        speakers jsonb NOT NULL DEFAULT '[]',
        materials jsonb NOT NULL DEFAULT '[]',
        part_of_id uuid,
        import_key text,
        CONSTRAINT event_pkey PRIMARY KEY (id),
        CONSTRAINT event_imported_once UNIQUE (import_key),
        CONSTRAINT event_part_of_exists FOREIGN KEY (part_of_id) REFERENCES event (id),
        CONSTRAINT event_kind_known CHECK (
          kind IN ('SERVICE', 'MEETING', 'DISCUSSION', 'SEMINAR', 'TRAINING', 'EDUCATIONAL_SESSION', 'FORUM')
        ),
        CONSTRAINT event_format_known CHECK (format IN ('ONSITE', 'ONLINE', 'HYBRID')),
        CONSTRAINT event_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED')),
        CONSTRAINT event_audience_known CHECK (audience IN ('COLLEGE', 'NETWORK', 'PUBLIC')),
        CONSTRAINT event_ends_after_it_starts CHECK (ends_at > starts_at),
        CONSTRAINT event_capacity_positive CHECK (capacity > 0),
        CONSTRAINT event_not_part_of_itself CHECK (part_of_id <> id)
      );
      CREATE INDEX event_by_start ON event (starts_at, id);
      CREATE INDEX event_parts_by_start ON event (part_of_id, starts_at, id);

      CREATE TABLE remote_place (
        event_id uuid NOT NULL,
        college_code text NOT NULL,
        places int NOT NULL,
        CONSTRAINT remote_place_pkey PRIMARY KEY (event_id, college_code),
        CONSTRAINT remote_place_event_exists FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE,
        CONSTRAINT remote_place_positive CHECK (places > 0),
        CONSTRAINT remote_place_college_code CHECK (college_code ~ '^[a-z0-9]{2,16}$')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE remote_place, event');
  }
}
