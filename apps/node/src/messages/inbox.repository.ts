import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runAgain } from '../database/run-again.js';
import type { Transaction } from '../database/transaction.js';
import { InboxMessageEntity } from './inbox-message.entity.js';

/** A thread of another college's messages. */
export interface InboxThread {
  readonly sender: string;
  readonly thread: string;
}

/** What of a college is kept here before its turn. */
export interface KeptEarly {
  readonly messages: number;
  readonly bytes: number;
}

/** Of one college at a time, by chance: those that cannot go on keep no others back, its own or another's. */
const MOST_THREADS = 100;

@Injectable()
export class InboxRepository {
  constructor(private readonly database: DataSource) {}

  /** Does the work again when another transaction was in its way, or it in the other's. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  /**
   * Holds the thread until the transaction ends.
   * @returns the last number that was applied or refused
   */
  async lockThread(tx: Transaction, { sender, thread }: InboxThread): Promise<number> {
    await tx.query('INSERT INTO inbox_thread (sender, thread, last_sequence) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [sender, thread]);
    const [row]: { last: number }[] = await tx.query('SELECT last_sequence AS last FROM inbox_thread WHERE sender = $1 AND thread = $2 FOR UPDATE', [sender, thread]);
    return row?.last ?? 0;
  }

  async advance(tx: Transaction, { sender, thread }: InboxThread, sequence: number): Promise<void> {
    await tx.query('UPDATE inbox_thread SET last_sequence = $3 WHERE sender = $1 AND thread = $2', [sender, thread, sequence]);
  }

  /** The first number behind all that is there. */
  async firstFree(tx: Transaction, { sender, thread }: InboxThread, last: number): Promise<number> {
    const [row]: { highest: number | null }[] = await tx.query('SELECT max(sequence) AS highest FROM inbox_message WHERE sender = $1 AND thread = $2', [sender, thread]);
    return Math.max(last, row?.highest ?? 0) + 1;
  }

  /** Counted by one at a time: whoever asks adds to it in the same transaction. */
  async keptEarly(tx: Transaction, sender: string): Promise<KeptEarly> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('inbox of ' || $1, 0))`, [sender]);
    const [row]: KeptEarly[] = await tx.query(KEPT_EARLY, [sender]);
    return row ?? { messages: 0, bytes: 0 };
  }

  byId(tx: Transaction, sender: string, id: string): Promise<InboxMessageEntity | null> {
    return tx.findOneBy(InboxMessageEntity, { sender, id });
  }

  inPlace(tx: Transaction, { sender, thread }: InboxThread, sequence: number): Promise<InboxMessageEntity | null> {
    return tx.findOneBy(InboxMessageEntity, { sender, thread, sequence });
  }

  async add(tx: Transaction, message: InboxMessageEntity): Promise<void> {
    await tx.insert(InboxMessageEntity, message);
  }

  async applied(tx: Transaction, { sender, id }: InboxMessageEntity): Promise<void> {
    await tx.query('UPDATE inbox_message SET applied_at = $3, content = NULL WHERE sender = $1 AND id = $2', [sender, id, new Date()]);
  }

  async refused(tx: Transaction, { sender, id }: InboxMessageEntity, problem: string): Promise<void> {
    await tx.query('UPDATE inbox_message SET refused_at = $3, problem = $4, content = NULL WHERE sender = $1 AND id = $2', [sender, id, new Date(), problem]);
  }

  /** Of what was refused the latest of each college are shown; whatever else comes again in its place is refused all the same. */
  async forgetRefused(kept: number): Promise<void> {
    await this.database.query(FORGET_REFUSED, [kept]);
  }

  /**
   * Has a message applied though some before it never came; the sweep applies it.
   * @returns whether it waits here, and is the first of its thread that does
   */
  async skipTo(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.query(SKIP, [id]);
    return count > 0;
  }

  /** Threads in which the next message is there and was not applied: it could not be when it came. */
  async stalled(): Promise<InboxThread[]> {
    return this.database.query(STALLED, [MOST_THREADS]);
  }
}

const KEPT_EARLY = `
  SELECT count(*)::int AS messages, coalesce(sum(pg_column_size(content)), 0)::int AS bytes
  FROM inbox_message WHERE sender = $1 AND applied_at IS NULL AND refused_at IS NULL`;

const FORGET_REFUSED = `
  DELETE FROM inbox_message WHERE (sender, id) IN (
    SELECT sender, id FROM (
      SELECT sender, id, row_number() OVER (PARTITION BY sender ORDER BY refused_at DESC, id DESC) AS place
      FROM inbox_message WHERE refused_at IS NOT NULL
    ) AS refused WHERE place > $1
  )`;

const SKIP = `
  UPDATE inbox_thread AS thread SET last_sequence = message.sequence - 1
  FROM inbox_message AS message
  WHERE message.id = $1 AND message.applied_at IS NULL AND message.refused_at IS NULL
    AND thread.sender = message.sender AND thread.thread = message.thread AND thread.last_sequence < message.sequence
    AND NOT EXISTS (
      SELECT FROM inbox_message AS earlier
      WHERE earlier.sender = message.sender AND earlier.thread = message.thread
        AND earlier.sequence BETWEEN thread.last_sequence + 1 AND message.sequence - 1
    )`;

const STALLED = `
  SELECT sender, thread FROM (
    SELECT sender, thread, received_at, row_number() OVER (PARTITION BY sender ORDER BY random()) AS place
    FROM inbox_message message JOIN inbox_thread USING (sender, thread)
    WHERE message.applied_at IS NULL AND message.sequence = last_sequence + 1
  ) AS stalled
  WHERE place <= $1
  ORDER BY received_at`;
