import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakenOverRevocations1764000039500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE taken_over_revocation (
        list int NOT NULL,
        index int NOT NULL,
        revoked_at timestamptz(3) NOT NULL,
        CONSTRAINT taken_over_revocation_pkey PRIMARY KEY (list, index),
        CONSTRAINT taken_over_revocation_list_positive CHECK (list > 0),
        CONSTRAINT taken_over_revocation_index_in_list CHECK (index >= 0 AND index < 131072)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE taken_over_revocation');
  }
}
