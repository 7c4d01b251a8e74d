import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Practices1764000019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE practice (
        id uuid NOT NULL,
        title text NOT NULL,
        summary text NOT NULL,
        body text NOT NULL,
        tags text[] NOT NULL DEFAULT '{}',
        materials jsonb NOT NULL DEFAULT '[]',
        author_id uuid,
        published_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        withdrawn_at timestamptz(3),
        CONSTRAINT practice_pkey PRIMARY KEY (id),
        CONSTRAINT practice_author_exists FOREIGN KEY (author_id) REFERENCES person (id) ON DELETE SET NULL
      );
      CREATE INDEX practice_by_publication ON practice (published_at, id) WHERE withdrawn_at IS NULL;
      CREATE INDEX practice_by_tag ON practice USING gin (tags) WHERE withdrawn_at IS NULL;

      CREATE TABLE adoption (
        practice_id uuid NOT NULL,
        college_code text NOT NULL,
        outcome text,
        adopted_at timestamptz(3) NOT NULL,
        adopted_by text NOT NULL,
        CONSTRAINT adoption_pkey PRIMARY KEY (practice_id, college_code),
        CONSTRAINT adoption_practice_exists FOREIGN KEY (practice_id) REFERENCES practice (id) ON DELETE CASCADE,
        CONSTRAINT adoption_college_code CHECK (college_code ~ '^[a-z0-9]{2,16}$')
      );
      CREATE INDEX adoption_by_college ON adoption (college_code, practice_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE adoption, practice');
  }
}
