import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarFeedsRepository } from '#node/calendar-feeds/calendar-feeds.repository.js';
import { SeatsRepository } from '#node/registrations/seats/seats.repository.js';
import { RARE_WORD, fillCollege, sizeFor, uuidOf } from '#support/large-college.js';
import { type ExplainRow, readPlan } from '#support/query-plan.js';
import { BootedNode, type SentStatement } from './booted-node.js';
import { listsOf } from './large-college-lists.js';

const EVENTS = 50_000;
/** A page of a hundred with all that hangs on it, and what a filter of few rows passes over on the way. */
const MOST_ROWS = 5_000;
/** What grows with the years. */
const GROWING_TABLES = new Set([
  ...['event', 'co_host', 'remote_place', 'registration', 'check_in', 'question', 'question_vote', 'feedback', 'feedback_author'],
  ...['participation', 'record_entry', 'record_overlap', 'volunteer', 'consent', 'personal_data_read'],
  ...['practice', 'adoption', 'offer', 'agreement', 'search_entry', 'change_entry', 'change_mark'],
]);

describe('a college of 50,000 events and 200,000 registrations', () => {
  let node: BootedNode;

  beforeAll(async () => {
    node = await BootedNode.start();
    await fillCollege(node.database.url, sizeFor(EVENTS));
  }, 180_000);
  afterAll(() => node.stop());

  /** Runs each statement once more, as the node sent it, and reads how the database did it. */
  const plansOf = async (work: () => Promise<unknown>) => {
    const sent = (await node.sentStatementsOf(work)).filter(({ sql }) => /^\s*(SELECT|WITH)/.test(sql));
    return Promise.all(sent.map(async (statement) => ({ sql: statement.sql, ...readPlan(await explain(statement)) })));
  };
  const explain = async ({ sql, values }: SentStatement): Promise<ExplainRow | undefined> => {
    const rows: ExplainRow[] = await node.rows.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [...values]);
    return rows[0];
  };
  const scansOf = (plans: Awaited<ReturnType<typeof plansOf>>, allowed: readonly string[] = []) =>
    plans.filter(({ scanned }) => scanned.some((table) => GROWING_TABLES.has(table) && !allowed.includes(table)));

  it.each(listsOf(new Date()))('answers $name from an index', async ({ query, as, readsAll, scans }) => {
    const plans = await plansOf(async () => {
      const { errors } = await node.ask(query, as && { as });
      expect(errors).toBeUndefined();
    });
    expect(plans).not.toEqual([]);
    expect(scansOf(plans, scans)).toEqual([]);
    if (readsAll === undefined) expect(plans.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  });

  it('reads the changes behind a cursor from an index', async () => {
    const page = (args: string) => node.ask<{ changes: { cursor: string; changes: object[] } }>(`{ changes(college: "chhtt", first: 100${args}) { changes { id event { title } } cursor } }`);
    const { data } = await page('');
    const plans = await plansOf(async () => {
      const next = await page(`, after: "${data.changes.cursor}"`);
      expect(next.data.changes.changes).toHaveLength(100);
      expect(next.data.changes.changes).not.toEqual(data.changes.changes);
    });
    expect(scansOf(plans)).toEqual([]);
    expect(plans.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  });

  it.each(['доброты', RARE_WORD, 'несказанное', 'с'])('finds what few have by an index of words, however many have «%s»', async (word) => {
    const plan = await node.rows.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off'); // as the function has it
      const rows: ExplainRow[] = await tx.query(`EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM search_entry WHERE kind = 'EVENT' AND words @@ to_tsquery('simple', $1) LIMIT 1001`, [`${word}:*`]);
      return readPlan(rows[0]);
    });
    expect(plan.scanned).toEqual([]);
    const [row]: { settings: string[] }[] = await node.rows.query(`SELECT proconfig AS settings FROM pg_proc WHERE proname = 'search_few'`);
    expect(row?.settings).toContain('enable_seqscan=off');
  });

  it.each([
    { name: 'a calendar', work: () => node.get(CalendarFeedsRepository).rows(uuidOf('volunteer', 5), 'chhtt', 1_000) },
    { name: 'queues to close', work: () => node.get(SeatsRepository).withIdleQueue(new Date(), 100) },
  ])('reads $name from an index', async ({ work }) => {
    const plans = await plansOf(work);
    expect(plans).toHaveLength(1);
    expect(scansOf(plans)).toEqual([]);
    expect(plans.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  });
});
