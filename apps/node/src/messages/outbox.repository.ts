import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { runAgain } from '../database/run-again.js';
import type { Transaction } from '../database/transaction.js';
import { ATTEMPT_SECONDS, DELIVERY_QUEUE } from './delivery-queue.js';
import type { MessageKind } from './message-kinds.js';
import { OutboxMessageEntity } from './outbox-message.entity.js';

/** A message before it has its number. */
export interface NewMessage {
  readonly receiver: string;
  readonly thread: string;
  readonly kind: MessageKind;
  readonly content: object;
}

/** At a time: the rest comes with the next round. */
const MOST_JOBS = 5_000;

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Gives the message the next number of its thread, which nobody else gets until the transaction ends, and keeps it.
   * @returns its id
   */
  async add(manager: Transaction, { receiver, thread, kind, content }: NewMessage): Promise<string> {
    const id = uuid();
    const [counted]: { sequence: number }[] = await manager.query(NEXT_SEQUENCE, [receiver, thread]);
    const sequence = counted?.sequence;
    await manager.insert(OutboxMessageEntity, { id, receiver, thread, sequence, kind, content, createdAt: new Date() });
    return id;
  }

  async writtenTo(manager: Transaction, thread: string, receivers: readonly string[]): Promise<string[]> {
    const rows: { receiver: string }[] = await manager.query('SELECT receiver FROM outbox_thread WHERE receiver = ANY($1) AND thread = $2 ORDER BY receiver', [receivers, thread]);
    return rows.map(({ receiver }) => receiver);
  }

  /** Of a thread's messages of one kind, those whose content still stands here say something else from now on. */
  async amend(manager: Transaction, { receiver, thread, kind, content }: NewMessage): Promise<void> {
    await manager.query(AMEND, [receiver, thread, kind, JSON.stringify(content)]);
  }

  /** A message that is neither delivered nor refused. */
  waiting(id: string): Promise<OutboxMessageEntity | null> {
    return this.database.getRepository(OutboxMessageEntity).createQueryBuilder('message').where('id = :id AND delivered_at IS NULL AND refused_at IS NULL', { id }).getOne();
  }

  /** Whether an earlier message of its thread waits too, or has no number yet that is free at the receiver: it would only wait again there. */
  async isBehind({ receiver, thread, sequence }: OutboxMessageEntity): Promise<boolean> {
    const rows: unknown[] = await this.database.query(`SELECT FROM outbox_message WHERE receiver = $1 AND thread = $2 AND ${HOLDS} AND sequence < $3 LIMIT 1`, [receiver, thread, sequence]);
    return rows.length > 0;
  }

  /** The first message of the thread, where nothing keeps it back. */
  async nextOf({ receiver, thread }: OutboxMessageEntity): Promise<string | undefined> {
    const [next]: { id: string }[] = await this.database.query(NEXT, [receiver, thread]);
    return next?.id;
  }

  async delivered(id: string): Promise<void> {
    await this.database.query(`${TRIED}, delivered_at = $2, last_problem = NULL, content = NULL ${WHILE_WAITING}`, [id, new Date()]);
  }

  /** Another message has its number: it may be sent again with the next that is free. */
  async numberTaken(id: string, reason: string, nextSequence: number): Promise<void> {
    await this.database.query(`${TRIED}, refused_at = $2, last_problem = $3, next_sequence = $4 ${WHILE_WAITING}`, [id, new Date(), reason, nextSequence]);
  }

  /**
   * It will never be applied.
   * @param follow what follows from that here, in the same transaction, before the message itself is held
   */
  async refused(id: string, reason: string, follow: (tx: Transaction) => Promise<void>): Promise<void> {
    await runAgain(this.database, async (tx) => {
      await follow(tx);
      await tx.query(`${TRIED}, refused_at = $2, last_problem = $3, content = NULL ${WHILE_WAITING}`, [id, new Date(), reason]);
    });
  }

  /**
   * Ends whatever waits for a college that left, and gives its numbers back.
   * @returns how many
   */
  async endFor(receiver: string, reason: string): Promise<number> {
    return runAgain(this.database, async (tx) => {
      // Whoever adds a message holds its thread first.
      await tx.query(`SELECT FROM outbox_thread WHERE receiver = $1 AND thread IN (SELECT thread FROM outbox_message WHERE receiver = $1 AND ${HOLDS}) ORDER BY thread FOR UPDATE`, [receiver]);
      const [ended]: { count: number }[] = await tx.query(END_FOR, [receiver, new Date(), reason]);
      return ended?.count ?? 0;
    });
  }

  async failed(id: string, problem: string): Promise<void> {
    await this.database.query(`${TRIED}, last_problem = $3 ${WHILE_WAITING}`, [id, new Date(), problem]);
  }

  /** The first waiting message of each thread that has no job to wake it: it was lost with a process, or was never made. */
  async withoutJob(): Promise<{ id: string; receiver: string }[]> {
    return this.database.query(WITHOUT_JOB, [DELIVERY_QUEUE, ATTEMPT_SECONDS, MOST_JOBS]);
  }

  /** How many messages wait for each college. */
  async countWaiting(): Promise<{ receiver: string; count: number }[]> {
    return this.database.query(COUNT_WAITING);
  }

  /**
   * Gives a message whose number was another's at the receiver, and those behind it, the numbers that are free there; the sweep sends them.
   * @returns how many; 0 where it is not such a message
   */
  async renumber(id: string): Promise<number> {
    return runAgain(this.database, async (tx) => {
      const [of]: { receiver: string; thread: string }[] = await tx.query('SELECT receiver, thread FROM outbox_message WHERE id = $1 AND next_sequence IS NOT NULL', [id]);
      if (!of) return 0;
      await tx.query('SELECT FROM outbox_thread WHERE receiver = $1 AND thread = $2 FOR UPDATE', [of.receiver, of.thread]);
      const held: { id: string; sequence: number; next: number | null }[] = await tx.query(HELD, [of.receiver, of.thread]);
      const [refused] = held;
      if (typeof refused?.next !== 'number') return 0;
      const first = Math.max(refused.next, refused.sequence + 1); // behind all that was sent, whatever the receiver says
      // From the last on: no two have one number in between.
      for (const [place, message] of [...held.entries()].toReversed()) await tx.query(RENUMBER, [message.id, first + place]);
      await tx.query(COUNT_ON, [of.receiver, of.thread, first + held.length - 1]);
      return held.length;
    });
  }

  /** Makes the job of one message due; the sweep makes one where there is none. */
  async retry(id: string): Promise<void> {
    await this.database.query(RETRY, [DELIVERY_QUEUE, id]);
  }

  /** Makes the jobs of all messages that wait for a college due. */
  async hurry(receiver: string): Promise<void> {
    await this.database.query(HURRY, [DELIVERY_QUEUE, receiver]);
  }
}

const NEXT_SEQUENCE = `
  INSERT INTO outbox_thread (receiver, thread, last_sequence) VALUES ($1, $2, 1)
  ON CONFLICT (receiver, thread) DO UPDATE SET last_sequence = outbox_thread.last_sequence + 1
  RETURNING last_sequence AS sequence`;

const AMEND = 'UPDATE outbox_message SET content = content || $4::jsonb WHERE receiver = $1 AND thread = $2 AND kind = $3 AND content IS NOT NULL';

const TRIED = 'UPDATE outbox_message SET attempts = attempts + 1, last_tried_at = $2';
const WHILE_WAITING = 'WHERE id = $1 AND delivered_at IS NULL AND refused_at IS NULL';

/** What keeps those behind it in its thread back. */
const HOLDS = 'delivered_at IS NULL AND (refused_at IS NULL OR next_sequence IS NOT NULL)';

const NEXT = `
  SELECT id FROM (SELECT id, refused_at FROM outbox_message WHERE receiver = $1 AND thread = $2 AND ${HOLDS} ORDER BY sequence LIMIT 1) AS first
  WHERE refused_at IS NULL`;

const HELD = `SELECT id, sequence, next_sequence AS next FROM outbox_message WHERE receiver = $1 AND thread = $2 AND ${HOLDS} ORDER BY sequence FOR UPDATE`;

const RENUMBER = 'UPDATE outbox_message SET sequence = $2, refused_at = NULL, next_sequence = NULL, last_problem = NULL WHERE id = $1';

const COUNT_ON = 'UPDATE outbox_thread SET last_sequence = greatest(last_sequence, $3) WHERE receiver = $1 AND thread = $2';

const END_FOR = `
  WITH ended AS (
    UPDATE outbox_message SET refused_at = $2, last_problem = $3, content = NULL, next_sequence = NULL, receiver_left = true
    WHERE receiver = $1 AND ${HOLDS}
    RETURNING thread, sequence
  ), freed AS (
    UPDATE outbox_thread SET last_sequence = first.sequence - 1
    FROM (SELECT thread, min(sequence) AS sequence FROM ended GROUP BY thread) AS first
    WHERE outbox_thread.receiver = $1 AND outbox_thread.thread = first.thread
  )
  SELECT count(*)::int AS count FROM ended`;

const COUNT_WAITING = `
  SELECT receiver, count(*)::int AS count FROM outbox_message
  WHERE ${HOLDS}
  GROUP BY receiver ORDER BY receiver`;

const WITHOUT_JOB = `
  SELECT message.id, message.receiver FROM outbox_message message
  WHERE message.delivered_at IS NULL AND message.refused_at IS NULL AND NOT EXISTS (
    SELECT FROM outbox_message earlier
    WHERE earlier.receiver = message.receiver AND earlier.thread = message.thread AND earlier.sequence < message.sequence
      AND earlier.delivered_at IS NULL AND (earlier.refused_at IS NULL OR earlier.next_sequence IS NOT NULL)
  ) AND NOT EXISTS (
    SELECT FROM pgboss.job
    WHERE job.name = $1 AND job.singleton_key = message.id::text
      AND (job.state IN ('created', 'retry') OR (job.state = 'active' AND job.started_on > now() - $2 * interval '1 second'))
  )
  ORDER BY message.created_at, message.id
  LIMIT $3`;

const RETRY = `UPDATE pgboss.job SET start_after = now() WHERE name = $1 AND singleton_key = $2 AND state IN ('created', 'retry') AND start_after > now()`;

const HURRY = `
  UPDATE pgboss.job SET start_after = now()
  WHERE name = $1 AND state IN ('created', 'retry') AND start_after > now()
    AND singleton_key IN (SELECT id::text FROM outbox_message WHERE receiver = $2 AND delivered_at IS NULL AND refused_at IS NULL)`;
