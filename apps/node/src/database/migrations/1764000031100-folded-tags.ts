import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tag is the same however it is written: in upper case or not, with ё or е. */
export class FoldedTags1764000031100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Russian letters by hand, as the search folds them: the answer must be the same at every college, whatever the locale of its database.
      CREATE FUNCTION folded_tags(tags text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(lower(translate(
          tag, 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе'
        ))), '{}') FROM unnest(tags) AS tag
      $$;
      DROP INDEX event_by_tag, practice_by_tag;
      CREATE INDEX event_by_tag ON event USING gin (folded_tags(tags));
      CREATE INDEX practice_by_tag ON practice USING gin (folded_tags(tags)) WHERE withdrawn_at IS NULL;
      ANALYZE event, practice;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX event_by_tag, practice_by_tag;
      CREATE INDEX event_by_tag ON event USING gin (tags);
      CREATE INDEX practice_by_tag ON practice USING gin (tags) WHERE withdrawn_at IS NULL;
      DROP FUNCTION folded_tags(text[]);
    `);
  }
}
