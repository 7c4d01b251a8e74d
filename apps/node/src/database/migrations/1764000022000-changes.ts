import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Changes1764000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(KEEPING);
    await runner.query(EVENTS);
    await runner.query(PRACTICES);
    await runner.query(OFFERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER offer_change_kept ON offer;
      DROP FUNCTION keep_offer_change();
      DROP TRIGGER adoption_change_kept ON adoption;
      DROP TRIGGER practice_change_kept ON practice;
      DROP FUNCTION keep_adoption_change();
      DROP FUNCTION keep_practice_change();
      DROP TRIGGER remote_place_change_kept ON remote_place;
      DROP TRIGGER event_change_kept ON event;
      DROP FUNCTION keep_remote_place_change();
      DROP FUNCTION keep_event_change();
      DROP FUNCTION keep_change(text, uuid, text, text);
      DROP TABLE change_entry;
      DROP TABLE change_mark;
    `);
  }
}

const TABLES = `
  CREATE TABLE change_mark (
    position bigint GENERATED ALWAYS AS IDENTITY,
    mark uuid NOT NULL,
    CONSTRAINT change_mark_pkey PRIMARY KEY (position)
  );
  CREATE TABLE change_entry (
    object_id uuid NOT NULL,
    circle text NOT NULL,
    kind text NOT NULL,
    position bigint NOT NULL,
    changed_at timestamptz(3) NOT NULL,
    CONSTRAINT change_entry_pkey PRIMARY KEY (object_id, circle),
    CONSTRAINT change_entry_kind_known CHECK (kind IN ('EVENT', 'PRACTICE', 'OFFER')),
    CONSTRAINT change_entry_circle_known CHECK (circle IN ('WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'))
  );
  CREATE UNIQUE INDEX change_entry_in_order ON change_entry (circle, position);
`;

/**
 * The lock is held until the transaction has ended, and whoever waits for it draws the next position: so whoever sees a position
 * sees all before it, and a transaction that commits late stands behind those that were read already. Triggers that call it
 * are deferred to the commit, so that nobody waits for more than a commit.
 *
 * People of a circle notice a change of what they saw before it or see after it.
 */
const KEEPING = `
  CREATE FUNCTION keep_change(kind_of text, id_of uuid, seen_before text, seen_after text) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    circles CONSTANT text[] := ARRAY['WORLD', 'PARTNERS', 'NETWORK', 'COLLEGE', 'STAFF'];
    widest CONSTANT int := least(array_position(circles, seen_before), array_position(circles, seen_after));
    place bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock('change_mark'::regclass::oid::bigint);
    INSERT INTO change_mark (mark) VALUES (gen_random_uuid()) RETURNING position INTO place;
    INSERT INTO change_entry (object_id, circle, kind, position, changed_at)
    SELECT id_of, each, kind_of, place, clock_timestamp()
    FROM unnest(circles[widest:]) AS each
    ON CONFLICT (object_id, circle) DO UPDATE SET position = EXCLUDED.position, changed_at = EXCLUDED.changed_at;
  END
  $$;
`;

const EVENTS = `
  CREATE FUNCTION keep_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      PERFORM keep_change('EVENT', NEW.id, NULL, event_circle(NEW.audience, NEW.status));
    ELSIF TG_OP = 'DELETE' THEN
      PERFORM keep_change('EVENT', OLD.id, event_circle(OLD.audience, OLD.status), NULL);
    ELSIF OLD IS DISTINCT FROM NEW THEN
      PERFORM keep_change('EVENT', NEW.id, event_circle(OLD.audience, OLD.status), event_circle(NEW.audience, NEW.status));
    END IF;
    RETURN NULL;
  END
  $$;

  CREATE FUNCTION keep_remote_place_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM keep_change('EVENT', id, event_circle(audience, status), NULL)
    FROM event WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.event_id ELSE NEW.event_id END;
    RETURN NULL;
  END
  $$;

  CREATE CONSTRAINT TRIGGER event_change_kept AFTER INSERT OR UPDATE OR DELETE ON event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_event_change();
  CREATE CONSTRAINT TRIGGER remote_place_change_kept AFTER INSERT OR UPDATE OR DELETE ON remote_place
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_remote_place_change();

  -- Those that are there already.
  SELECT keep_change('EVENT', id, NULL, event_circle(audience, status)) FROM event;
`;

const PRACTICES = `
  CREATE FUNCTION keep_practice_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      PERFORM keep_change('PRACTICE', NEW.id, NULL, practice_circle(NEW.withdrawn_at));
    ELSIF TG_OP = 'DELETE' THEN
      PERFORM keep_change('PRACTICE', OLD.id, practice_circle(OLD.withdrawn_at), NULL);
    ELSIF OLD IS DISTINCT FROM NEW THEN
      PERFORM keep_change('PRACTICE', NEW.id, practice_circle(OLD.withdrawn_at), practice_circle(NEW.withdrawn_at));
    END IF;
    RETURN NULL;
  END
  $$;

  CREATE FUNCTION keep_adoption_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM keep_change('PRACTICE', id, practice_circle(withdrawn_at), NULL)
    FROM practice WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.practice_id ELSE NEW.practice_id END;
    RETURN NULL;
  END
  $$;

  CREATE CONSTRAINT TRIGGER practice_change_kept AFTER INSERT OR UPDATE OR DELETE ON practice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_practice_change();
  CREATE CONSTRAINT TRIGGER adoption_change_kept AFTER INSERT OR UPDATE OR DELETE ON adoption
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_adoption_change();
  SELECT keep_change('PRACTICE', id, NULL, practice_circle(withdrawn_at)) FROM practice;
`;

const OFFERS = `
  CREATE FUNCTION keep_offer_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      PERFORM keep_change('OFFER', OLD.id, 'NETWORK', NULL);
    ELSIF TG_OP = 'INSERT' OR OLD IS DISTINCT FROM NEW THEN
      PERFORM keep_change('OFFER', NEW.id, NULL, 'NETWORK');
    END IF;
    RETURN NULL;
  END
  $$;

  CREATE CONSTRAINT TRIGGER offer_change_kept AFTER INSERT OR UPDATE OR DELETE ON offer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_offer_change();
  SELECT keep_change('OFFER', id, NULL, 'NETWORK') FROM offer;
`;
