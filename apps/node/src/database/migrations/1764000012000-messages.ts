import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Messages1764000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_thread (
        receiver text NOT NULL,
        thread text NOT NULL,
        last_sequence int NOT NULL,
        CONSTRAINT outbox_thread_pkey PRIMARY KEY (receiver, thread)
      );
      CREATE TABLE outbox_message (
        id uuid NOT NULL,
        receiver text NOT NULL,
        thread text NOT NULL,
        sequence int NOT NULL,
        kind text NOT NULL,
        content jsonb,
        created_at timestamptz(3) NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        last_tried_at timestamptz(3),
        last_problem text,
        delivered_at timestamptz(3),
        refused_at timestamptz(3),
        CONSTRAINT outbox_message_pkey PRIMARY KEY (id),
        CONSTRAINT outbox_message_in_order UNIQUE (receiver, thread, sequence),
        CONSTRAINT outbox_message_sequence_from_one CHECK (sequence >= 1),
        CONSTRAINT outbox_message_emptied_once_delivered CHECK ((content IS NULL) = (delivered_at IS NOT NULL)),
        CONSTRAINT outbox_message_one_outcome CHECK (delivered_at IS NULL OR refused_at IS NULL)
      );
      CREATE INDEX outbox_message_waiting ON outbox_message (receiver, created_at) WHERE delivered_at IS NULL;
      CREATE TABLE inbox_thread (
        sender text NOT NULL,
        thread text NOT NULL,
        last_sequence int NOT NULL,
        CONSTRAINT inbox_thread_pkey PRIMARY KEY (sender, thread)
      );
      CREATE TABLE inbox_message (
        sender text NOT NULL,
        id uuid NOT NULL,
        thread text NOT NULL,
        sequence int NOT NULL,
        kind text NOT NULL,
        content jsonb,
        received_at timestamptz(3) NOT NULL,
        applied_at timestamptz(3),
        refused_at timestamptz(3),
        problem text,
        CONSTRAINT inbox_message_pkey PRIMARY KEY (sender, id),
        CONSTRAINT inbox_message_in_order UNIQUE (sender, thread, sequence),
        CONSTRAINT inbox_message_sequence_from_one CHECK (sequence >= 1),
        CONSTRAINT inbox_message_emptied_once_applied CHECK ((content IS NULL) = (applied_at IS NOT NULL)),
        CONSTRAINT inbox_message_refused_with_problem CHECK ((refused_at IS NULL) = (problem IS NULL)),
        CONSTRAINT inbox_message_one_outcome CHECK (applied_at IS NULL OR refused_at IS NULL)
      );
      CREATE INDEX inbox_message_waiting ON inbox_message (received_at) WHERE applied_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_message, inbox_thread, outbox_message, outbox_thread');
  }
}
