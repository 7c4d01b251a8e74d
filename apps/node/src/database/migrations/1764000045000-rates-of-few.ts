import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attendance that was told of fewer than ten people, on either side of the rate, waits for more like any other that is hidden. */
export class RatesOfFew1764000045000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE closed_month SET amount = NULL, since = month
      WHERE measure IN ('ATTENDED', 'NO_SHOW') AND month IN (
        SELECT month FROM closed_month
        WHERE measure IN ('ATTENDED', 'NO_SHOW') AND amount IS NOT NULL AND cardinality(people) BETWEEN 1 AND 9
      );
    `);
  }

  /** What must not be told is not told again: the release before closes these months anew, or leaves them hidden. */
  async down(): Promise<void> {}
}
