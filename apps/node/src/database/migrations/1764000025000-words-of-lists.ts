import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists narrow by words as the search finds them: so those of settled offers are kept too, which the search does not find. */
export class WordsOfLists1764000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE search_entry
        DROP CONSTRAINT search_entry_circle_known,
        ADD CONSTRAINT search_entry_circle_known CHECK (circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF', 'NOBODY'));

      CREATE OR REPLACE FUNCTION search_offer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO search_entry (id, kind, circle, words)
        VALUES (
          NEW.id, 'OFFER', CASE NEW.status WHEN 'OPEN' THEN 'NETWORK' ELSE 'NOBODY' END, search_words(NEW.title, NULL, NEW.details)
        )
        ON CONFLICT (id) DO UPDATE SET circle = EXCLUDED.circle, words = EXCLUDED.words;
        RETURN NULL;
      END
      $$;

      INSERT INTO search_entry (id, kind, circle, words)
      SELECT id, 'OFFER', 'NOBODY', search_words(title, NULL, details) FROM offer WHERE status <> 'OPEN';

      -- Of a word that is in thousands of events, the few practices that have it are found without looking at those.
      CREATE INDEX search_entry_words_of_practices ON search_entry USING gin (words) WITH (fastupdate = off) WHERE kind = 'PRACTICE';
      CREATE INDEX search_entry_words_of_offers ON search_entry USING gin (words) WITH (fastupdate = off) WHERE kind = 'OFFER';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX search_entry_words_of_offers, search_entry_words_of_practices;

      CREATE OR REPLACE FUNCTION search_offer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.status = 'OPEN' THEN
          INSERT INTO search_entry (id, kind, circle, words)
          VALUES (NEW.id, 'OFFER', 'NETWORK', search_words(NEW.title, NULL, NEW.details))
          ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words;
        ELSE
          DELETE FROM search_entry WHERE id = NEW.id;
        END IF;
        RETURN NULL;
      END
      $$;

      DELETE FROM search_entry WHERE circle = 'NOBODY';
      ALTER TABLE search_entry
        DROP CONSTRAINT search_entry_circle_known,
        ADD CONSTRAINT search_entry_circle_known CHECK (circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'));
    `);
  }
}
