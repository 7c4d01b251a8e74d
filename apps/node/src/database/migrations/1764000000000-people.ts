import type { MigrationInterface, QueryRunner } from 'typeorm';

export class People1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE college (
        code text NOT NULL,
        about text,
        site text,
        time_zone text NOT NULL,
        only_one boolean NOT NULL DEFAULT true,
        CONSTRAINT college_pkey PRIMARY KEY (code),
        CONSTRAINT college_only_one UNIQUE (only_one),
        CONSTRAINT college_only_row CHECK (only_one),
        CONSTRAINT college_code_form CHECK (code ~ '^[a-z0-9]{2,16}$')
      );

      CREATE TABLE person (
        id uuid NOT NULL,
        display_name text NOT NULL,
        role text NOT NULL,
        publish_name boolean NOT NULL DEFAULT false,
        CONSTRAINT person_pkey PRIMARY KEY (id),
        CONSTRAINT person_role_known CHECK (role IN ('MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR'))
      );

      CREATE TABLE team (
        id uuid NOT NULL,
        name text NOT NULL,
        about text,
        mentor_id uuid,
        CONSTRAINT team_pkey PRIMARY KEY (id),
        CONSTRAINT team_name_once UNIQUE (name),
        CONSTRAINT team_mentor_exists FOREIGN KEY (mentor_id) REFERENCES person (id)
      );
      CREATE INDEX team_by_mentor ON team (mentor_id);

      CREATE TABLE volunteer (
        id uuid NOT NULL,
        kind text NOT NULL,
        display_name text NOT NULL,
        share_display_name boolean NOT NULL DEFAULT false,
        full_name text NOT NULL,
        birth_date date,
        email text,
        phone text,
        study_group text,
        skills text[] NOT NULL DEFAULT '{}',
        team_id uuid,
        mentor_id uuid,
        joined_at date NOT NULL,
        identity_key text NOT NULL,
        invented boolean NOT NULL DEFAULT false,
        CONSTRAINT volunteer_pkey PRIMARY KEY (id),
        CONSTRAINT volunteer_entered_once UNIQUE (identity_key),
        CONSTRAINT volunteer_team_exists FOREIGN KEY (team_id) REFERENCES team (id),
        CONSTRAINT volunteer_mentor_exists FOREIGN KEY (mentor_id) REFERENCES person (id),
        CONSTRAINT volunteer_kind_known CHECK (kind IN ('STUDENT', 'STAFF'))
      );
      CREATE INDEX volunteer_by_name ON volunteer (full_name, id);
      CREATE INDEX volunteer_by_team ON volunteer (team_id);
      CREATE INDEX volunteer_by_mentor ON volunteer (mentor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE volunteer, team, person, college');
  }
}
