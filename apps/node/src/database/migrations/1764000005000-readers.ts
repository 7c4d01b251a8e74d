import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Readers1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE personal_data_read (
        id uuid NOT NULL,
        volunteer_id uuid NOT NULL,
        reader_code text NOT NULL,
        fields text[] NOT NULL,
        read_at timestamptz(3) NOT NULL,
        CONSTRAINT personal_data_read_pkey PRIMARY KEY (id),
        CONSTRAINT personal_data_read_volunteer_exists FOREIGN KEY (volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT personal_data_read_reader_form CHECK (reader_code ~ '^[a-z0-9]{2,16}$'),
        CONSTRAINT personal_data_read_of_something CHECK (cardinality(fields) > 0)
      );
      CREATE INDEX personal_data_read_by_time ON personal_data_read (volunteer_id, read_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE personal_data_read');
  }
}
