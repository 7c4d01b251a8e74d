import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { QuestionPlace } from './question-cursor.js';
import { QuestionEntity } from './question.entity.js';

/** The same page of each of several events. */
export interface QuestionPages {
  /** Whether those that are hidden are among them. */
  readonly hidden: boolean;
  readonly after: QuestionPlace | null;
  readonly limit: number;
}

export type NewQuestion = Pick<QuestionEntity, 'eventId' | 'askedBy' | 'underOwnName' | 'text'>;

@Injectable()
export class QuestionsRepository {
  constructor(private readonly database: DataSource) {}

  find(id: string): Promise<QuestionEntity | null> {
    return this.database.manager.findOneBy(QuestionEntity, { id });
  }

  /** The same page of several events, each event's by votes; one statement however many events. */
  pages(eventIds: readonly string[], { hidden, after, limit }: QuestionPages): Promise<QuestionEntity[]> {
    return this.database.query(PAGES, [eventIds, hidden, after?.votes ?? null, after?.id ?? null, limit]);
  }

  counts(eventIds: readonly string[], hidden: boolean): Promise<{ eventId: string; count: number }[]> {
    return this.database.query(COUNTS, [eventIds, hidden]);
  }

  /** For which of those questions that person voted. */
  votedFor(voter: string, ids: readonly string[]): Promise<{ questionId: string }[]> {
    return this.database.query('SELECT question_id AS "questionId" FROM question_vote WHERE question_id = ANY($1) AND voter = $2', [ids, voter]);
  }

  /**
   * Adds a question; the same words of the same person are the question that is there, under their name or not as they say now.
   * @param most how many one person asks of one event
   * @returns null where they asked as many
   */
  ask(question: NewQuestion, most: number): Promise<QuestionEntity | null> {
    const { eventId, askedBy, text } = question;
    return this.database.transaction(async (tx) => {
      // One person's questions one after the other, or two at once would count past each other.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`question ${eventId} ${askedBy}`]);
      const same = await tx.findOne(QuestionEntity, { where: { eventId, askedBy, text }, lock: { mode: 'for_no_key_update' } });
      if (same) {
        await tx.update(QuestionEntity, { id: same.id }, { underOwnName: question.underOwnName });
        return tx.findOneByOrFail(QuestionEntity, { id: same.id });
      }
      if ((await tx.countBy(QuestionEntity, { eventId, askedBy })) >= most) return null;
      const id = uuid();
      await tx.insert(QuestionEntity, { ...question, id, askedAt: new Date() });
      return tx.findOneByOrFail(QuestionEntity, { id });
    });
  }

  /**
   * Counts the person's vote, once however often it is given.
   * @returns null where the question was withdrawn meanwhile; so do the others here
   */
  async vote(id: string, voter: string): Promise<QuestionEntity | null> {
    await this.database.query(VOTE, [id, voter]);
    return this.find(id);
  }

  async withdrawVote(id: string, voter: string): Promise<QuestionEntity | null> {
    await this.database.query(WITHDRAW_VOTE, [id, voter]);
    return this.find(id);
  }

  /** Its votes go with it. */
  async delete(id: string): Promise<void> {
    await this.database.manager.delete(QuestionEntity, { id });
  }

  async moderate(id: string, change: Partial<Pick<QuestionEntity, 'hidden' | 'answered'>>): Promise<QuestionEntity | null> {
    if (Object.keys(change).length > 0) await this.database.manager.update(QuestionEntity, { id }, change);
    return this.find(id);
  }
}

const PAGES = `
  SELECT page.id,
         page.event_id AS "eventId",
         page.asked_by AS "askedBy",
         page.under_own_name AS "underOwnName",
         page.text,
         page.votes,
         page.answered,
         page.hidden,
         page.asked_at AS "askedAt"
  FROM unnest($1::uuid[]) AS wanted (event_id)
  CROSS JOIN LATERAL (
    SELECT * FROM question
    WHERE question.event_id = wanted.event_id
      AND ($2::boolean OR NOT question.hidden)
      AND ($3::int IS NULL OR (question.votes, question.id) < ($3, $4::uuid))
    ORDER BY question.votes DESC, question.id DESC
    LIMIT $5
  ) AS page
  ORDER BY page.votes DESC, page.id DESC`;

const COUNTS = `
  SELECT event_id AS "eventId", count(*)::int AS count
  FROM question
  WHERE event_id = ANY($1) AND ($2::boolean OR NOT hidden)
  GROUP BY event_id`;

/** Its row first, as whoever withdraws a question with its votes holds it. */
const HELD = 'SELECT id FROM question WHERE id = $1 FOR NO KEY UPDATE';

const VOTE = `
  WITH held AS (${HELD}), given AS (
    INSERT INTO question_vote (question_id, voter) SELECT id, $2 FROM held ON CONFLICT DO NOTHING RETURNING question_id
  )
  UPDATE question SET votes = votes + 1 WHERE id IN (SELECT question_id FROM given)`;

const WITHDRAW_VOTE = `
  WITH held AS (${HELD}), taken AS (
    DELETE FROM question_vote WHERE question_id IN (SELECT id FROM held) AND voter = $2 RETURNING question_id
  )
  UPDATE question SET votes = votes - 1 WHERE id IN (SELECT question_id FROM taken)`;
