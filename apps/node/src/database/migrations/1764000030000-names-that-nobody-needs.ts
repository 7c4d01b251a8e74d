import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the names that were given for entries which nobody signed. */
export class NamesThatNobodyNeeds1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX registration_named ON registration (event_id) WHERE status = 'CONFIRMED' AND subject_name IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX registration_named');
  }
}
