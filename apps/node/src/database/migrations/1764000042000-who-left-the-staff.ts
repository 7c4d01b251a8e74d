import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who left the staff guides nobody and is named to nobody; of who guides whom there is one answer, for whoever asks. */
export class WhoLeftTheStaff1764000042000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person ADD COLUMN left_at timestamptz;
      -- Whose account was shut, and who signs in as the volunteer that they were beside. Of others no trace is left.
      UPDATE person SET left_at = coalesce(account.disabled_at, now()), publish_name = false
      FROM account
      WHERE (account.person_id = person.id AND account.disabled_at IS NOT NULL) OR account.volunteer_id = person.id;
      ALTER TABLE person ADD CONSTRAINT person_left_unnamed CHECK (left_at IS NULL OR NOT publish_name);

      CREATE VIEW guide AS
        SELECT id FROM person WHERE left_at IS NULL AND role IN ('MENTOR', 'CURATOR');

      -- Two halves, for each is found from either end by an index. A volunteer of the staff bears the person's own id.
      CREATE VIEW guided_volunteer AS
        SELECT volunteer.id AS volunteer_id, guide.id AS guide_id
        FROM volunteer
        JOIN guide ON guide.id = volunteer.mentor_id
        WHERE guide.id <> volunteer.id
        UNION ALL
        SELECT volunteer.id, guide.id
        FROM volunteer
        JOIN team ON team.id = volunteer.team_id
        JOIN guide ON guide.id = team.mentor_id
        WHERE guide.id <> volunteer.id
          AND NOT EXISTS (SELECT FROM guide AS own WHERE own.id = volunteer.mentor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW guided_volunteer;
      DROP VIEW guide;
      ALTER TABLE person DROP CONSTRAINT person_left_unnamed;
      ALTER TABLE person DROP COLUMN left_at;
    `);
  }
}
