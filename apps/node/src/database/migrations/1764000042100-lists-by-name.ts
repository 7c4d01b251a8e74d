import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A list by name stands in the order of its folded names, ё as е and whatever the case, and is read from an index of them. */
export class ListsByName1764000042100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX volunteer_by_name;
      CREATE INDEX volunteer_by_name ON volunteer (folded_name, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX volunteer_by_name;
      CREATE INDEX volunteer_by_name ON volunteer (full_name, id);
    `);
  }
}
