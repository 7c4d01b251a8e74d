import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cursor names the newest change of its time by its mark alone: its position would tell how much there is that the reader may not see. */
export class MarksOfChanges1764000025500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE UNIQUE INDEX change_mark_by_mark ON change_mark (mark)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX change_mark_by_mark');
  }
}
