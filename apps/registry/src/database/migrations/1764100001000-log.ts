import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log is only ever added to: whoever could change it, the application included, is refused by the database. */
export class Log1764100001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_entry (
        number int NOT NULL,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        decision text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL,
        CONSTRAINT log_entry_pkey PRIMARY KEY (number),
        CONSTRAINT log_entry_number_positive CHECK (number > 0)
      );
      CREATE FUNCTION log_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The log of decisions is append-only.' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'log_entry_stays';
        END $$;
      CREATE TRIGGER log_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry
        FOR EACH STATEMENT EXECUTE FUNCTION log_entry_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE log_entry; DROP FUNCTION log_entry_stays()');
  }
}
