import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who had a place and is corrected to have come takes no new one, whatever became of the capacity since. */
export class CorrectedPlaces1764000028000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER registration_still_within_capacity ON registration;
      CREATE TRIGGER registration_still_within_capacity AFTER UPDATE OF status, event_id ON registration
        FOR EACH ROW WHEN (
          NEW.status IN ('CONFIRMED', 'ATTENDED')
          AND (OLD.status NOT IN ('CONFIRMED', 'ATTENDED') OR OLD.event_id <> NEW.event_id)
          AND (OLD.status <> 'NO_SHOW' OR NEW.status <> 'ATTENDED' OR OLD.event_id <> NEW.event_id)
        )
        EXECUTE FUNCTION registration_within_capacity();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER registration_still_within_capacity ON registration;
      CREATE TRIGGER registration_still_within_capacity AFTER UPDATE OF status, event_id ON registration
        FOR EACH ROW WHEN (
          NEW.status IN ('CONFIRMED', 'ATTENDED')
          AND (OLD.status NOT IN ('CONFIRMED', 'ATTENDED') OR OLD.event_id <> NEW.event_id)
        )
        EXECUTE FUNCTION registration_within_capacity();
    `);
  }
}
