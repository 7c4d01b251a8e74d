import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Credentials1764000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE credential (
        id uuid NOT NULL,
        registration_id uuid NOT NULL,
        list int NOT NULL,
        index int NOT NULL,
        issued_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        reason text,
        supersedes uuid,
        CONSTRAINT credential_pkey PRIMARY KEY (id),
        CONSTRAINT credential_place_once UNIQUE (list, index),
        CONSTRAINT credential_registration_exists FOREIGN KEY (registration_id) REFERENCES registration (id),
        CONSTRAINT credential_supersedes_exists FOREIGN KEY (supersedes) REFERENCES credential (id),
        CONSTRAINT credential_list_positive CHECK (list > 0),
        CONSTRAINT credential_index_in_list CHECK (index >= 0 AND index < 131072),
        CONSTRAINT credential_revoked_for_a_reason CHECK ((revoked_at IS NULL) = (reason IS NULL))
      );
      CREATE UNIQUE INDEX credential_one_in_force ON credential (registration_id) WHERE revoked_at IS NULL;
      CREATE INDEX credential_revoked ON credential (list, index) WHERE revoked_at IS NOT NULL;
      CREATE SEQUENCE credential_place MINVALUE 0 START 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE credential_place; DROP TABLE credential');
  }
}
