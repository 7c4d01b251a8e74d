import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportedEvents1764000035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A table of its own: what is noted here changes no event, and nobody is told of it.
      CREATE TABLE imported_event (
        event_id uuid NOT NULL,
        marks jsonb NOT NULL,
        CONSTRAINT imported_event_pkey PRIMARY KEY (event_id),
        CONSTRAINT imported_event_exists FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE imported_event');
  }
}
