import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = ['search_entry_by_words', 'search_entry_words_of_practices', 'search_entry_words_of_offers'];

/**
 * New words enter the index some dozens of rows at a time, for a third of the time: every search reads what waits too, so that is as little
 * as PostgreSQL allows (64 kB). And a text's words are found without a query of their own where it has no speakers and loses no vowel.
 */
export class WordsByTheHandful1764000041000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.query(`ALTER INDEX ${index} SET (fastupdate = on, gin_pending_list_limit = 64)`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_stems(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        fleeting CONSTANT text := search_fleeting(folded);
        others text := search_without_vowel(fleeting);
      BEGIN
        IF fleeting IS NULL OR others = fleeting THEN
          RETURN to_tsvector('dobroset', folded);
        END IF;
        SELECT string_agg(without_vowel, ' ') INTO others
        FROM unnest(string_to_array(fleeting, ' '), string_to_array(others, ' ')) AS word (said, without_vowel)
        WHERE said <> without_vowel;
        RETURN to_tsvector('dobroset', folded) || to_tsvector('dobroset', others);
      END
      $$;

      CREATE OR REPLACE FUNCTION search_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        spoken text;
        found_by tsvector;
      BEGIN
        IF NEW.speakers <> '[]' THEN
          SELECT string_agg(concat_ws(' ', speaker ->> 'name', speaker ->> 'organisation', speaker ->> 'topic'), ' ') INTO spoken
          FROM jsonb_array_elements(NEW.speakers) AS speaker;
        END IF;
        found_by := search_words(
          NEW.title,
          concat_ws(' ', NEW.summary, array_to_string(NEW.tags, ' ')),
          concat_ws(' ', NEW.description, NEW.venue, spoken)
        );
        INSERT INTO search_entry (id, kind, circle, words)
        VALUES (NEW.id, 'EVENT', event_circle(NEW.audience, NEW.status), found_by)
        ON CONFLICT (id) DO UPDATE SET circle = EXCLUDED.circle, words = EXCLUDED.words;
        RETURN NULL;
      END
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) {
      await runner.query(`ALTER INDEX ${index} RESET (gin_pending_list_limit)`);
      await runner.query(`ALTER INDEX ${index} SET (fastupdate = off)`);
      // What waits still would be read by every search until the next vacuum.
      await runner.query(`SELECT gin_clean_pending_list('${index}')`);
    }
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_stems(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        fleeting CONSTANT text := search_fleeting(folded);
        others CONSTANT text := (
          SELECT string_agg(without_vowel, ' ')
          FROM unnest(string_to_array(fleeting, ' '), string_to_array(search_without_vowel(fleeting), ' ')) AS word (said, without_vowel)
          WHERE said <> without_vowel
        );
      BEGIN
        IF others IS NULL THEN
          RETURN to_tsvector('dobroset', folded);
        END IF;
        RETURN to_tsvector('dobroset', folded) || to_tsvector('dobroset', others);
      END
      $$;

      CREATE OR REPLACE FUNCTION search_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO search_entry (id, kind, circle, words)
        VALUES (
          NEW.id, 'EVENT', event_circle(NEW.audience, NEW.status),
          search_words(
            NEW.title,
            concat_ws(' ', NEW.summary, array_to_string(NEW.tags, ' ')),
            concat_ws(' ', NEW.description, NEW.venue, (
              SELECT string_agg(concat_ws(' ', speaker ->> 'name', speaker ->> 'organisation', speaker ->> 'topic'), ' ')
              FROM jsonb_array_elements(NEW.speakers) AS speaker
            ))
          )
        )
        ON CONFLICT (id) DO UPDATE SET circle = EXCLUDED.circle, words = EXCLUDED.words;
        RETURN NULL;
      END
      $$;
    `);
  }
}
