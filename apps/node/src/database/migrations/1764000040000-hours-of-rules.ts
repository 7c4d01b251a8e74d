import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hour that a rule began with, from when its events are moved to another: what was moved before counts from the hour that it has. */
export class HoursOfRules1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event_series
        ADD first_at_time text,
        ADD CONSTRAINT event_series_first_time_form CHECK (first_at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_series DROP first_at_time');
  }
}
