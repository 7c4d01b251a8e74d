import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportedVolunteers1764000037000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A table of its own: what is noted here changes no volunteer.
      CREATE TABLE imported_volunteer (
        volunteer_id uuid NOT NULL,
        marks jsonb NOT NULL,
        CONSTRAINT imported_volunteer_pkey PRIMARY KEY (volunteer_id),
        CONSTRAINT imported_volunteer_exists FOREIGN KEY (volunteer_id) REFERENCES volunteer (id) ON DELETE CASCADE
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE imported_volunteer');
  }
}
