import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who left feedback and what was left came in one transaction and in one order, which rows keep: a query could tell whose is whose. Those that
 * are there are written anew, in random order, as each answer does with its event's from now on.
 */
export class FeedbackApart1764000027500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TEMP TABLE feedback_author_before ON COMMIT DROP AS SELECT event_id, person_id FROM feedback_author;
      CREATE TEMP TABLE feedback_before ON COMMIT DROP AS SELECT id, event_id, ten, rating, comment FROM feedback;
      TRUNCATE feedback_author, feedback;
      INSERT INTO feedback_author (event_id, person_id) SELECT event_id, person_id FROM feedback_author_before ORDER BY random();
      INSERT INTO feedback (id, event_id, ten, rating, comment) SELECT id, event_id, ten, rating, comment FROM feedback_before ORDER BY random();
    `);
  }

  /** Rows in random order are as good as any. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
