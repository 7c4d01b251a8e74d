import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was refused is emptied too, and what a college may have others keep of it can be counted. */
export class BoundedMessages1764000015600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox_message
        ADD COLUMN next_sequence int,
        DROP CONSTRAINT outbox_message_emptied_once_delivered;
      UPDATE outbox_message SET content = NULL WHERE refused_at IS NOT NULL;
      ALTER TABLE outbox_message
        ADD CONSTRAINT outbox_message_next_sequence_when_refused CHECK (next_sequence IS NULL OR refused_at IS NOT NULL),
        ADD CONSTRAINT outbox_message_emptied_once_done
          CHECK ((content IS NULL) = (delivered_at IS NOT NULL OR (refused_at IS NOT NULL AND next_sequence IS NULL)));

      ALTER TABLE inbox_message DROP CONSTRAINT inbox_message_emptied_once_applied;
      UPDATE inbox_message SET content = NULL WHERE refused_at IS NOT NULL;
      ALTER TABLE inbox_message
        ADD CONSTRAINT inbox_message_emptied_once_done CHECK ((content IS NULL) = (applied_at IS NOT NULL OR refused_at IS NOT NULL));
      CREATE INDEX inbox_message_early ON inbox_message (sender) WHERE applied_at IS NULL AND refused_at IS NULL;
      CREATE INDEX inbox_message_refused ON inbox_message (sender, refused_at, id) WHERE refused_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX inbox_message_refused, inbox_message_early;
      UPDATE inbox_message SET content = '{}' WHERE refused_at IS NOT NULL;
      ALTER TABLE inbox_message
        DROP CONSTRAINT inbox_message_emptied_once_done,
        ADD CONSTRAINT inbox_message_emptied_once_applied CHECK ((content IS NULL) = (applied_at IS NOT NULL));
      UPDATE outbox_message SET content = '{}' WHERE refused_at IS NOT NULL AND content IS NULL;
      ALTER TABLE outbox_message
        DROP CONSTRAINT outbox_message_emptied_once_done,
        DROP CONSTRAINT outbox_message_next_sequence_when_refused,
        DROP COLUMN next_sequence,
        ADD CONSTRAINT outbox_message_emptied_once_delivered CHECK ((content IS NULL) = (delivered_at IS NOT NULL));
    `);
  }
}
