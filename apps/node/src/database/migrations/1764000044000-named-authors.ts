import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows a college's changes hears that an author is named now, or is not any more. */
export class NamedAuthors1764000044000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_author_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM keep_change('PRACTICE', id, practice_circle(withdrawn_at), NULL) FROM practice WHERE author_id = NEW.id;
        RETURN NULL;
      END
      $$;
      CREATE CONSTRAINT TRIGGER author_change_kept AFTER UPDATE OF publish_name, display_name ON person
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.publish_name <> NEW.publish_name OR OLD.display_name <> NEW.display_name)
        EXECUTE FUNCTION keep_author_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER author_change_kept ON person;
      DROP FUNCTION keep_author_change();
    `);
  }
}
