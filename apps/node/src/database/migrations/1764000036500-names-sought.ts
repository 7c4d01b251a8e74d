import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A name is found however it is written: in upper case or not, with ё or е. It is folded when it is written, for that takes longer than to compare it. */
export class NamesSought1764000036500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Russian letters by hand, as the search folds them: the answer must be the same at every college, whatever the locale of its database.
      CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT lower(translate(name, 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё', 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе'))
      $$;
      CREATE FUNCTION fold_volunteer_name() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.folded_name := folded_name(NEW.full_name);
        RETURN NEW;
      END
      $$;
      CREATE TRIGGER volunteer_name_folded BEFORE INSERT OR UPDATE ON volunteer FOR EACH ROW EXECUTE FUNCTION fold_volunteer_name();

      ALTER TABLE volunteer ADD COLUMN folded_name text;
      UPDATE volunteer SET full_name = full_name;
      ALTER TABLE volunteer ALTER COLUMN folded_name SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER volunteer_name_folded ON volunteer;
      DROP FUNCTION fold_volunteer_name();
      ALTER TABLE volunteer DROP COLUMN folded_name;
      DROP FUNCTION folded_name(text);
    `);
  }
}
