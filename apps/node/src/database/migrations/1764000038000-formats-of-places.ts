import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FormatsOfPlaces1764000038000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE participation
        ADD place_format text,
        ADD CONSTRAINT participation_place_format_known CHECK (place_format IN ('ONSITE', 'ONLINE', 'HYBRID'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participation DROP place_format');
  }
}
