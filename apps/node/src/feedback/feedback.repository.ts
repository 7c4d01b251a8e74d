import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { runAgain } from '../database/run-again.js';
import type { Transaction } from '../database/transaction.js';
import type { FeedbackComment } from './feedback-comment.js';
import { feedbackPolicy } from './feedback.policy.js';
import { FeedbackEntity } from './feedback.entity.js';

export interface Feedback {
  readonly eventId: string;
  readonly personId: string;
  readonly rating: number;
  readonly comment: string | null;
}

/** The sum of the ratings of one ten, and how many there are. */
export interface Ten {
  readonly eventId: string;
  readonly ten: number;
  readonly answers: number;
  readonly sum: number;
}

/** The same page of each of several events. */
export interface CommentPages {
  /** The comment behind which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

@Injectable()
export class FeedbackRepository {
  constructor(private readonly database: DataSource) {}

  /** Whether the host recorded that they came. */
  async attended(eventId: string, personId: string): Promise<boolean> {
    const rows: object[] = await this.database.query(ATTENDED, [eventId, personId]);
    return rows.length > 0;
  }

  /** @returns false where that person left feedback before */
  leave({ eventId, personId, rating, comment }: Feedback): Promise<boolean> {
    return runAgain(this.database, async (tx) => {
      await tx.query('SELECT FROM event WHERE id = $1 FOR NO KEY UPDATE', [eventId]); // one after the other, or two would count past each other
      const rows: object[] = await tx.query(AUTHOR, [eventId, personId]);
      if (rows.length === 0) return false;
      const ten = feedbackPolicy.tenOf(await this.answers(tx, eventId));
      await tx.insert(FeedbackEntity, { id: randomUUID(), eventId, ten, rating, comment });
      // Written anew, each answer and each author stands in its table as if it had come just now, and in no order.
      await tx.query(AUTHORS_ANEW, [eventId]);
      await tx.query(ANSWERS_ANEW, [eventId]);
      return true;
    });
  }

  /** Of several events, ten by ten. */
  tens(eventIds: readonly string[]): Promise<Ten[]> {
    return this.database.query(TENS, [eventIds]);
  }

  /** The same page of several events; one statement however many events. */
  comments(eventIds: readonly string[], { after, limit }: CommentPages): Promise<FeedbackComment[]> {
    return this.database.query(COMMENTS, [eventIds, after, limit]);
  }

  commentCounts(eventIds: readonly string[]): Promise<{ eventId: string; count: number }[]> {
    return this.database.query(COMMENT_COUNTS, [eventIds]);
  }

  private answers(tx: Transaction, eventId: string): Promise<number> {
    return tx.countBy(FeedbackEntity, { eventId });
  }
}

const ATTENDED = `SELECT id FROM registration WHERE event_id = $1 AND volunteer_id = $2 AND status = 'ATTENDED'`;

const AUTHOR = `
  INSERT INTO feedback_author (event_id, person_id) VALUES ($1, $2)
  ON CONFLICT DO NOTHING
  RETURNING event_id`;

const AUTHORS_ANEW = `
  WITH gone AS (DELETE FROM feedback_author WHERE event_id = $1 RETURNING event_id, person_id)
  INSERT INTO feedback_author (event_id, person_id)
  SELECT event_id, person_id FROM gone ORDER BY random()`;

const ANSWERS_ANEW = `
  WITH gone AS (DELETE FROM feedback WHERE event_id = $1 RETURNING id, event_id, ten, rating, comment)
  INSERT INTO feedback (id, event_id, ten, rating, comment)
  SELECT id, event_id, ten, rating, comment FROM gone ORDER BY random()`;

const TENS = `
  SELECT event_id AS "eventId", ten, count(*)::int AS answers, sum(rating)::int AS sum
  FROM feedback
  WHERE event_id = ANY($1)
  GROUP BY event_id, ten`;

const COMMENTS = `
  SELECT page.id, page.event_id AS "eventId", page.comment AS text
  FROM unnest($1::uuid[]) AS wanted (event_id)
  CROSS JOIN LATERAL (
    SELECT id, event_id, comment FROM feedback
    WHERE feedback.event_id = wanted.event_id AND comment IS NOT NULL AND ($2::uuid IS NULL OR id > $2)
    ORDER BY id
    LIMIT $3
  ) AS page
  ORDER BY page.id`;

const COMMENT_COUNTS = `
  SELECT event_id AS "eventId", count(*)::int AS count
  FROM feedback
  WHERE event_id = ANY($1) AND comment IS NOT NULL
  GROUP BY event_id`;
