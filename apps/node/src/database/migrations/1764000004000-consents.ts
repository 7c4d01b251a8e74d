import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A volunteer's name is shared by a recorded consent and by nothing else. The flag that stood for it says neither who
 * agreed nor to what, so it goes and leaves no consent behind: whoever shared their name is asked.
 */
export class Consents1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consent (
        id uuid NOT NULL,
        volunteer_id uuid NOT NULL,
        purpose text NOT NULL,
        giver text NOT NULL,
        text_version text NOT NULL,
        given_at timestamptz(3) NOT NULL,
        agreed_on date NOT NULL,
        document_number text,
        signed_on date,
        recorded_by text NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by text,
        CONSTRAINT consent_pkey PRIMARY KEY (id),
        CONSTRAINT consent_volunteer_exists FOREIGN KEY (volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT consent_purpose_known CHECK (
          purpose IN ('NAME_TO_PARTNERS', 'CONTACTS_TO_HOST', 'PHOTO_PUBLICATION', 'CREDENTIAL_ISSUE')
        ),
        CONSTRAINT consent_giver_known CHECK (giver IN ('VOLUNTEER', 'GUARDIAN')),
        CONSTRAINT consent_guardian_signs CHECK (giver <> 'GUARDIAN' OR document_number IS NOT NULL),
        CONSTRAINT consent_document_whole CHECK ((document_number IS NULL) = (signed_on IS NULL)),
        CONSTRAINT consent_document_number_given CHECK (btrim(document_number) <> ''),
        CONSTRAINT consent_withdrawn_after_given CHECK (withdrawn_at >= given_at)
      );
      CREATE INDEX consent_by_volunteer ON consent (volunteer_id, purpose, giver, given_at);

      ALTER TABLE volunteer DROP COLUMN share_display_name;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE volunteer ADD COLUMN share_display_name boolean NOT NULL DEFAULT false;
      DROP TABLE consent;
    `);
  }
}
