import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Search1764000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONFIGURATION);
    await runner.query(FOLDING);
    await runner.query(TABLE);
    await runner.query(EVENTS);
    await runner.query(PRACTICES);
    await runner.query(OFFERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER offer_search_ended ON offer;
      DROP TRIGGER offer_searched ON offer;
      DROP FUNCTION search_offer();
      DROP TRIGGER practice_search_ended ON practice;
      DROP TRIGGER practice_searched ON practice;
      DROP FUNCTION search_practice();
      DROP TRIGGER event_search_ended ON event;
      DROP TRIGGER event_searched ON event;
      DROP FUNCTION search_event();
      DROP FUNCTION end_search();
      DROP TABLE search_entry;
      DROP FUNCTION search_words(text, text, text);
      DROP FUNCTION search_stems(text);
      DROP FUNCTION search_fold(text);
      DROP FUNCTION practice_circle(timestamptz);
      DROP FUNCTION event_circle(text, text);
      DROP TEXT SEARCH CONFIGURATION dobroset;
    `);
  }
}

/** A name of our own for what words are made of, so that a later release may change it for every node alike. */
const CONFIGURATION = 'CREATE TEXT SEARCH CONFIGURATION dobroset (COPY = pg_catalog.russian)';

/**
 * Upper case and ё by hand: the answer must be the same at every college, whatever the locale of its database. Whatever no
 * word is made of becomes a space, for in the locale C PostgreSQL takes «, — and the like for letters.
 */
const FOLDING = `
  CREATE FUNCTION search_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
      translate(
        regexp_replace(said, '[\\u0300-\\u036F\\u00AD]', '', 'g'),
        'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё',
        'абвгдеежзийклмнопрстуфхцчшщъыьэюяе'
      ),
      '[^0-9A-Za-z\\u00C0-\\u024F\\u0370-\\u1FFF\\u3040-\\u9FFF\\uAC00-\\uD7A3]+', ' ', 'g'
    )
  $$;

  -- Snowball knows nothing of vowels that come and go, and доброволец must find добровольцы.
  CREATE FUNCTION search_stems(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('dobroset', regexp_replace(folded, 'лец( |$)', 'льц\\1', 'g'))
  $$;

  -- Words stemmed, so that every form finds every other; and as they stand, so that a word half typed finds the whole.
  CREATE FUNCTION search_words(title text, brief text, rest text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(search_stems(search_fold(title)) || to_tsvector('simple', search_fold(title)), 'A')
      || setweight(search_stems(search_fold(coalesce(brief, ''))) || to_tsvector('simple', search_fold(coalesce(brief, ''))), 'B')
      || setweight(search_stems(search_fold(coalesce(rest, ''))) || to_tsvector('simple', search_fold(coalesce(rest, ''))), 'C')
  $$;
`;

/** Few changes and many searches: what is new goes into the index at once, and no search reads through what waits. */
const TABLE = `
  CREATE TABLE search_entry (
    id uuid NOT NULL,
    kind text NOT NULL,
    circle text NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT search_entry_pkey PRIMARY KEY (id),
    CONSTRAINT search_entry_kind_known CHECK (kind IN ('EVENT', 'PRACTICE', 'OFFER')),
    CONSTRAINT search_entry_circle_known CHECK (circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'))
  );
  CREATE INDEX search_entry_by_words ON search_entry USING gin (words) WITH (fastupdate = off);

  CREATE FUNCTION end_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM search_entry WHERE id = OLD.id;
    RETURN NULL;
  END
  $$;
`;

const EVENTS = `
  CREATE FUNCTION event_circle(audience text, status text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
      WHEN status = 'DRAFT' THEN 'STAFF'
      WHEN audience = 'PUBLIC' THEN 'WORLD'
      WHEN audience = 'NETWORK' THEN 'PARTNERS'
      ELSE 'COLLEGE'
    END
  $$;

  CREATE FUNCTION search_event() RETURNS trigger LANGUAGE plpgsql AS $$
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

  CREATE TRIGGER event_searched
    AFTER INSERT OR UPDATE OF title, summary, description, tags, speakers, venue, audience, status ON event
    FOR EACH ROW EXECUTE FUNCTION search_event();
  CREATE TRIGGER event_search_ended AFTER DELETE ON event FOR EACH ROW EXECUTE FUNCTION end_search();

  -- For those that are there already.
  UPDATE event SET title = title;
`;

const PRACTICES = `
  CREATE FUNCTION practice_circle(withdrawn_at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN withdrawn_at IS NULL THEN 'WORLD' ELSE 'STAFF' END
  $$;

  CREATE FUNCTION search_practice() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO search_entry (id, kind, circle, words)
    VALUES (
      NEW.id, 'PRACTICE', practice_circle(NEW.withdrawn_at),
      search_words(NEW.title, concat_ws(' ', NEW.summary, array_to_string(NEW.tags, ' ')), NEW.body)
    )
    ON CONFLICT (id) DO UPDATE SET circle = EXCLUDED.circle, words = EXCLUDED.words;
    RETURN NULL;
  END
  $$;

  CREATE TRIGGER practice_searched AFTER INSERT OR UPDATE OF title, summary, body, tags, withdrawn_at ON practice
    FOR EACH ROW EXECUTE FUNCTION search_practice();
  CREATE TRIGGER practice_search_ended AFTER DELETE ON practice FOR EACH ROW EXECUTE FUNCTION end_search();
  UPDATE practice SET title = title;
`;

/** Of offers and wants only those are found that can still be taken up. */
const OFFERS = `
  CREATE FUNCTION search_offer() RETURNS trigger LANGUAGE plpgsql AS $$
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

  CREATE TRIGGER offer_searched AFTER INSERT OR UPDATE OF title, details, status ON offer
    FOR EACH ROW EXECUTE FUNCTION search_offer();
  CREATE TRIGGER offer_search_ended AFTER DELETE ON offer FOR EACH ROW EXECUTE FUNCTION end_search();
  UPDATE offer SET title = title;
`;
