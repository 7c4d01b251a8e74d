import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a college's machine said is taken once, by whichever process of the registry. */
export class HeardStatements1764100003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE heard_statement (
        college text NOT NULL,
        id text NOT NULL,
        until timestamptz(3) NOT NULL,
        CONSTRAINT heard_statement_pkey PRIMARY KEY (college, id)
      );
      CREATE INDEX heard_statement_by_end ON heard_statement (until);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE heard_statement');
  }
}
