import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UntakenEntries1764000039000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registration
        ADD untaken_credential_id uuid,
        ADD CONSTRAINT registration_credential_taken_or_not CHECK (num_nonnulls(credential_id, untaken_credential_id) < 2);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration DROP untaken_credential_id');
  }
}
