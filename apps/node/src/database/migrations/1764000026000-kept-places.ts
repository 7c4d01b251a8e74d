import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeptPlaces1764000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Looked at as the transaction ends, for it may change both; the event's row is held, so that two never add up past each other.
      CREATE FUNCTION event_keeps_what_there_is() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        changed uuid;
        there int;
        kept int;
      BEGIN
        IF TG_TABLE_NAME = 'event' THEN changed := NEW.id; ELSE changed := NEW.event_id; END IF;
        SELECT capacity INTO there FROM event WHERE id = changed FOR NO KEY UPDATE;
        SELECT sum(places) INTO kept FROM remote_place WHERE event_id = changed;
        IF kept > there THEN
          RAISE EXCEPTION 'the event % has % places and keeps % of them', changed, there, kept
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_keeps_what_there_is', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER event_keeps_what_there_is AFTER INSERT OR UPDATE ON remote_place
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_keeps_what_there_is();
      CREATE CONSTRAINT TRIGGER event_still_keeps_what_there_is AFTER UPDATE OF capacity ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.capacity IS DISTINCT FROM OLD.capacity)
        EXECUTE FUNCTION event_keeps_what_there_is();

      -- A series that keeps more than there is could not go on: what is made of it later keeps none, and its host says anew what it keeps.
      UPDATE event_series SET pattern = jsonb_set(pattern, '{remotePlaces}', '[]')
      WHERE (pattern ->> 'capacity')::int < (SELECT sum((kept ->> 'places')::int) FROM jsonb_array_elements(pattern -> 'remotePlaces') AS kept);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER event_still_keeps_what_there_is ON event;
      DROP TRIGGER event_keeps_what_there_is ON remote_place;
      DROP FUNCTION event_keeps_what_there_is;
    `);
  }
}
