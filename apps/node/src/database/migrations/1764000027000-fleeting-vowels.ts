import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words whose vowel comes and goes are kept, and sought, both as they are stemmed and without it: кружок finds кружки, день finds дня. */
export class FleetingVowels1764000027000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WITHOUT_VOWEL);
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_stems(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('dobroset', folded) || to_tsvector('dobroset', coalesce((
          SELECT string_agg(without_vowel, ' ')
          FROM unnest(string_to_array(folded, ' '), string_to_array(search_without_vowel(folded), ' ')) AS word (said, without_vowel)
          WHERE said <> without_vowel
        ), ''))
      $$;

      CREATE AGGREGATE search_all(tsquery) (SFUNC = tsquery_and, STYPE = tsquery);

      -- What somebody seeks: every word, either way. A word that says nothing, as для, is not sought, whatever it looks like.
      CREATE FUNCTION search_sought(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(search_all(
          CASE
            WHEN numnode(plainto_tsquery('dobroset', word)) = 0 OR search_without_vowel(word) = word THEN plainto_tsquery('dobroset', word)
            ELSE plainto_tsquery('dobroset', word) || plainto_tsquery('dobroset', search_without_vowel(word))
          END
        ), CAST('' AS tsquery))
        FROM unnest(string_to_array(words, ' ')) AS word
      $$;
    `);
    await runner.query(ENTRIES_ANEW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_stems(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('dobroset', regexp_replace(folded, 'лец( |$)', 'льц\\1', 'g'))
      $$;
      DROP FUNCTION search_sought(text);
      DROP AGGREGATE search_all(tsquery);
      DROP FUNCTION search_without_vowel(text);
    `);
    await runner.query(ENTRIES_ANEW);
  }
}

/**
 * By endings, for no dictionary is at hand: урок loses its vowel too, which hurts nobody, for as it is it is kept and sought as well. Words
 * of less than four letters keep theirs, but for день and лёд, of whose other forms the stemmer knows nothing either.
 */
const WITHOUT_VOWEL = `
  CREATE FUNCTION search_without_vowel(folded text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    words text := folded;
  BEGIN
    words := regexp_replace(words, '(^| )(?:день|дн(?:я|ю|ем|е|и|ей|ям|ями|ях))(?= |$)', '\\1дн', 'g');
    words := regexp_replace(words, '(^| )(?:лед|льд(?:а|у|ом|е|ы|ов|ам|ами|ах))(?= |$)', '\\1льд', 'g');
    -- отец, отца; боец, бойца; доброволец, добровольца
    words := regexp_replace(words, '([а-я])лец(?= |$)', '\\1льц', 'g');
    words := regexp_replace(words, '([а-я][аеиоуыэюя])ец(?= |$)', '\\1йц', 'g');
    words := regexp_replace(words, '([а-я]{2})ец(?= |$)', '\\1ц', 'g');
    -- кружок, кружка; выставок, выставка
    words := regexp_replace(words, '([а-я]{2})ок(?= |$)', '\\1к', 'g');
    -- линеек, линейка; орешек, орешка; огонек, огонька
    words := regexp_replace(words, '([а-я][аеиоуыэюя])ек(?= |$)', '\\1йк', 'g');
    words := regexp_replace(words, '([а-я][гжкхцчшщ])ек(?= |$)', '\\1к', 'g');
    words := regexp_replace(words, '([а-я]{2})ек(?= |$)', '\\1ьк', 'g');
    -- камень, камня; песен, песня; огонь, огня
    words := regexp_replace(words, '([а-я])лен(?= |$)', '\\1льн', 'g');
    words := regexp_replace(words, '([а-я]{2})ен(?:ь)?(?= |$)', '\\1н', 'g');
    words := regexp_replace(words, '(^| )огонь(?= |$)', '\\1огн', 'g');
    words := regexp_replace(words, '(^| )окон(?= |$)', '\\1окн', 'g');
    -- писем, письмо; узел, узла; костер, костра; угол, угла; любовь, любви; локоть, локтя
    words := regexp_replace(words, '([а-я])сем(?= |$)', '\\1сьм', 'g');
    words := regexp_replace(words, '([а-я]{2})[ео]л(?= |$)', '\\1л', 'g');
    words := regexp_replace(words, '([а-я]{2})ер(?= |$)', '\\1р', 'g');
    words := regexp_replace(words, '([а-я]{2})овь(?= |$)', '\\1в', 'g');
    RETURN regexp_replace(words, '([а-я]{2})оть(?= |$)', '\\1т', 'g');
  END
  $$;
`;

/** As the triggers write them. Nothing of what they are of has changed: no feed of changes is told. */
const ENTRIES_ANEW = `
  UPDATE search_entry SET words = search_words(
    event.title,
    concat_ws(' ', event.summary, array_to_string(event.tags, ' ')),
    concat_ws(' ', event.description, event.venue, (
      SELECT string_agg(concat_ws(' ', speaker ->> 'name', speaker ->> 'organisation', speaker ->> 'topic'), ' ')
      FROM jsonb_array_elements(event.speakers) AS speaker
    ))
  )
  FROM event WHERE event.id = search_entry.id;

  UPDATE search_entry SET words = search_words(practice.title, concat_ws(' ', practice.summary, array_to_string(practice.tags, ' ')), practice.body)
  FROM practice WHERE practice.id = search_entry.id;

  UPDATE search_entry SET words = search_words(offer.title, NULL, offer.details)
  FROM offer WHERE offer.id = search_entry.id;
`;
