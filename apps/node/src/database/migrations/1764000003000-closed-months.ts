import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClosedMonths1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE closed_month (
        month text NOT NULL,
        measure text NOT NULL,
        since text NOT NULL,
        amount int,
        people text[] NOT NULL,
        closed_at timestamptz(3) NOT NULL,
        CONSTRAINT closed_month_pkey PRIMARY KEY (month, measure),
        CONSTRAINT closed_month_form CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        CONSTRAINT closed_month_since_form CHECK (since ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        CONSTRAINT closed_month_since_not_after CHECK (since <= month),
        CONSTRAINT closed_month_amount_positive CHECK (amount >= 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE closed_month');
  }
}
