import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a receiver that left never took has no place in its thread: should it come back, the next message has the number. */
export class MessagesToWhoLeft1764000030100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox_message
        ADD COLUMN receiver_left boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT outbox_message_receiver_left_for_good CHECK (NOT receiver_left OR (refused_at IS NOT NULL AND next_sequence IS NULL)),
        DROP CONSTRAINT outbox_message_in_order;
      CREATE UNIQUE INDEX outbox_message_in_order ON outbox_message (receiver, thread, sequence) WHERE NOT receiver_left;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM outbox_message WHERE receiver_left;
      DROP INDEX outbox_message_in_order;
      ALTER TABLE outbox_message
        DROP COLUMN receiver_left,
        ADD CONSTRAINT outbox_message_in_order UNIQUE (receiver, thread, sequence);
    `);
  }
}
