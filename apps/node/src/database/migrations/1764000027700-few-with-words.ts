import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The planner takes the match of words for cheap, and their beginnings for common, and so would read the table until it has found
 * enough, which of a rare word is all of it.
 */
export class FewWithWords1764000027700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION search_few(kind text, sought tsquery, most int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
      BEGIN
        RETURN QUERY EXECUTE format('SELECT id FROM search_entry WHERE kind = %L AND words @@ $1 LIMIT $2', kind) USING sought, most;
      END
      $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION search_few(text, tsquery, int)');
  }
}
