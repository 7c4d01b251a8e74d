import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For a college of many years: each list finds its page, and each total its rows, in an index. */
export class Scale1764000024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- With what decides who sees an event, and what most filters ask: a total is counted without the events themselves.
      DROP INDEX event_by_start;
      CREATE INDEX event_by_start ON event (starts_at, id) INCLUDE (audience, status, kind, format, capacity);
      CREATE INDEX event_by_kind ON event (kind, starts_at, id) INCLUDE (audience, status);
      CREATE INDEX event_by_tag ON event USING gin (tags);
      CREATE INDEX participation_by_request ON participation (requested_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX participation_by_request, event_by_tag, event_by_kind, event_by_start;
      CREATE INDEX event_by_start ON event (starts_at, id);
    `);
  }
}
