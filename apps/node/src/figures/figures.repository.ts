import { Injectable } from '@nestjs/common';
import { Between, DataSource, type EntityManager, MoreThanOrEqual } from 'typeorm';
import { ClosedMonthEntity } from './closed-month.entity.js';
import type { Closed } from './closing.policy.js';
import type { Activity, CollegeRecords } from './facts.js';
import type { ClosedAmount } from './figures.policy.js';

/** Any number that nothing else in the database locks on: «month» in ASCII. */
const CLOSING_LOCK = '470020945000';

@Injectable()
export class FiguresRepository {
  constructor(private readonly database: DataSource) {}

  /** The closed months of a range, without the people behind them. */
  amounts(from: string, to: string): Promise<ClosedAmount[]> {
    return this.database.manager.find(ClosedMonthEntity, {
      select: { month: true, since: true, measure: true, amount: true },
      where: { month: Between(from, to) },
    });
  }

  /** Runs what closes months in a transaction that no other process's closing overlaps. */
  alone(close: (tx: EntityManager) => Promise<void>): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '60s'`); // nobody waits for it
      await tx.query(`SELECT pg_advisory_xact_lock(${CLOSING_LOCK})`);
      await close(tx);
    });
  }

  async closedSince(tx: EntityManager, first: string): Promise<Closed[]> {
    const rows = await tx.findBy(ClosedMonthEntity, { month: MoreThanOrEqual(first) });
    return rows.map(({ month, measure, since, amount, people }) => ({
      month,
      measure,
      since,
      amount,
      people: new Set(people),
    }));
  }

  async save(tx: EntityManager, months: readonly Closed[]): Promise<void> {
    const closedAt = new Date();
    const rows = months.map((closed) => ({ ...closed, people: [...closed.people], closedAt }));
    await tx.upsert(ClosedMonthEntity, rows, ['month', 'measure']);
  }

  /** The month of the first event or the first volunteer, as the college's calendar has it; null where there is neither. */
  async firstMonth(tx: EntityManager, timeZone: string): Promise<string | null> {
    const [row]: { month: string | null }[] = await tx.query(FIRST_MONTH, [timeZone]);
    return row?.month ?? null;
  }

  /** What the figures are counted from, for whole months from the first to the last. */
  async records(tx: EntityManager, first: string, last: string, timeZone: string): Promise<CollegeRecords> {
    const activity: Activity[] = await tx.query(ACTIVITY, [first, last, timeZone]);
    const events: CollegeRecords['events'] = await tx.query(EVENTS, [first, last, timeZone]);
    const volunteers: { id: string; joined: string }[] = await tx.query(VOLUNTEERS);
    return { activity, events, volunteers };
  }
}

const MONTH_OF_EVENT = `to_char(event.starts_at AT TIME ZONE $3, 'YYYY-MM')`;

const TOOK_PLACE = `event.status NOT IN ('DRAFT', 'CANCELLED')
  AND event.starts_at >= to_date($1, 'YYYY-MM')::timestamp AT TIME ZONE $3
  AND event.starts_at < (to_date($2, 'YYYY-MM') + interval '1 month') AT TIME ZONE $3`;

const FIRST_MONTH = `
  SELECT to_char(least((SELECT min(starts_at) AT TIME ZONE $1 FROM event), (SELECT min(joined_at) FROM volunteer)), 'YYYY-MM')
    AS month`;

const ACTIVITY = `
  SELECT ${MONTH_OF_EVENT} AS month,
         registration.volunteer_id AS "volunteerId",
         (count(*) FILTER (WHERE registration.status NOT IN ('CANCELLED', 'DECLINED')))::int AS registrations,
         (count(*) FILTER (WHERE registration.status = 'ATTENDED'))::int AS attended,
         (count(*) FILTER (WHERE registration.status = 'NO_SHOW'))::int AS "noShow",
         coalesce(sum(registration.minutes), 0)::int AS minutes
  FROM event
  JOIN registration ON registration.event_id = event.id
  WHERE ${TOOK_PLACE}
  GROUP BY 1, 2`;

const EVENTS = `
  SELECT ${MONTH_OF_EVENT} AS month,
         count(*)::int AS count,
         (count(*) FILTER (WHERE EXISTS (
           SELECT FROM registration
           WHERE registration.event_id = event.id AND registration.status NOT IN ('CANCELLED', 'DECLINED')
         )))::int AS booked
  FROM event
  WHERE ${TOOK_PLACE}
  GROUP BY 1`;

const VOLUNTEERS = `
  SELECT college.code || ':' || volunteer.id AS id, to_char(volunteer.joined_at, 'YYYY-MM') AS joined
  FROM volunteer CROSS JOIN college`;
