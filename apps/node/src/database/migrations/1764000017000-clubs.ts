import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Clubs1764000017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event ADD COLUMN outcome text;

      CREATE TABLE question (
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        asked_by text NOT NULL,
        under_own_name boolean NOT NULL,
        text text NOT NULL,
        votes int NOT NULL DEFAULT 0,
        answered boolean NOT NULL DEFAULT false,
        hidden boolean NOT NULL DEFAULT false,
        asked_at timestamptz(3) NOT NULL,
        CONSTRAINT question_pkey PRIMARY KEY (id),
        CONSTRAINT question_event_exists FOREIGN KEY (event_id) REFERENCES event (id),
        CONSTRAINT question_asked_once UNIQUE (event_id, asked_by, text),
        CONSTRAINT question_asker_is_global_id CHECK (asked_by ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'),
        CONSTRAINT question_votes_positive CHECK (votes >= 0)
      );
      CREATE INDEX question_by_votes ON question (event_id, votes, id);

      CREATE TABLE question_vote (
        question_id uuid NOT NULL,
        voter text NOT NULL,
        CONSTRAINT question_vote_pkey PRIMARY KEY (question_id, voter),
        CONSTRAINT question_vote_question_exists FOREIGN KEY (question_id) REFERENCES question (id) ON DELETE CASCADE
      );

      -- Who left feedback, and what was left, stand apart: nothing says whose an answer is.
      CREATE TABLE feedback_author (
        event_id uuid NOT NULL,
        person_id text NOT NULL,
        CONSTRAINT feedback_author_pkey PRIMARY KEY (event_id, person_id),
        CONSTRAINT feedback_author_event_exists FOREIGN KEY (event_id) REFERENCES event (id)
      );
      CREATE TABLE feedback (
        id uuid NOT NULL,
        event_id uuid NOT NULL,
        ten int NOT NULL,
        rating int NOT NULL,
        comment text,
        CONSTRAINT feedback_pkey PRIMARY KEY (id),
        CONSTRAINT feedback_event_exists FOREIGN KEY (event_id) REFERENCES event (id),
        CONSTRAINT feedback_rating_known CHECK (rating BETWEEN 1 AND 5),
        CONSTRAINT feedback_ten_positive CHECK (ten >= 0)
      );
      CREATE INDEX feedback_by_event ON feedback (event_id, ten);
      CREATE INDEX feedback_comments ON feedback (event_id, id) WHERE comment IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE feedback;
      DROP TABLE feedback_author;
      DROP TABLE question_vote;
      DROP TABLE question;
      ALTER TABLE event DROP COLUMN outcome;
    `);
  }
}
