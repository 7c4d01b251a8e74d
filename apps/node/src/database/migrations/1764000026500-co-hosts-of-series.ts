import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A series knows itself whom it asks: one of its events may be held together with others than the rest. */
export class CoHostsOfSeries1764000026500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE event_series SET pattern = pattern || jsonb_build_object('coHosts', (
        SELECT coalesce(jsonb_agg(co_host.college ORDER BY co_host.college), '[]')
        FROM co_host
        WHERE co_host.event_id = (SELECT id FROM event WHERE series_id = event_series.id ORDER BY occurrence_on DESC LIMIT 1)
      ))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE event_series SET pattern = pattern - 'coHosts'`);
  }
}
