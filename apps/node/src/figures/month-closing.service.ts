import { Injectable } from '@nestjs/common';
import { CollegeService } from '../college/college.service.js';
import { RecurringWork } from '../recurring-work.js';
import { type Closed, closeMonths } from './closing.policy.js';
import { factsOf } from './facts.js';
import { FiguresRepository } from './figures.repository.js';
import type { Measure } from './measure.js';
import { addMonths, monthOf, monthsBetween } from './months.js';

const HOUR_MS = 3_600_000;

/** Months before the last whole one that are closed even where nothing was yet: what clients ask for by default. */
const A_YEAR = 11;

/** Older months stay as they are. */
const THREE_YEARS = 35;

/** Closes whole months when the node starts and every hour; never inside a query, for a query does not write. */
@Injectable()
export class MonthClosingService extends RecurringWork {
  constructor(
    private readonly repository: FiguresRepository,
    private readonly colleges: CollegeService,
  ) {
    super({ log: 'Figures', everyMs: HOUR_MS, late: { months: 'they are closed in an hour' }, comesFirst: true });
  }

  override work(): Promise<void> {
    return this.close(new Date());
  }

  /** Closes every whole month up to now, and closes again those that enough people changed. */
  async close(now: Date): Promise<void> {
    const { code, timeZone } = await this.colleges.profile();
    const last = addMonths(monthOf(now, timeZone), -1);
    await this.repository.alone(async (tx) => {
      const earliest = addMonths(last, -THREE_YEARS);
      const started = (await this.repository.firstMonth(tx, timeZone)) ?? last;
      const first = [earliest, [started, addMonths(last, -A_YEAR)].toSorted()[0] ?? last].toSorted()[1] ?? last;

      const before = await this.repository.closedSince(tx, first);
      const facts = factsOf(code, monthsBetween(first, last), await this.repository.records(tx, first, last, timeZone));
      await this.repository.save(tx, changed(before, closeMonths(facts, finder(before))));
    });
  }
}

function finder(months: readonly Closed[]): (month: string, measure: Measure) => Closed | undefined {
  const byKey = new Map(months.map((closed) => [keyOf(closed), closed]));
  return (month, measure) => byKey.get(keyOf({ month, measure }));
}

/** What must be written: the months that are not as they stand. */
function changed(before: readonly Closed[], after: readonly Closed[]): Closed[] {
  const find = finder(before);
  return after.filter((closed) => {
    const { since, amount, people } = find(closed.month, closed.measure) ?? {};
    return since !== closed.since || amount !== closed.amount || !isSame(people, closed.people);
  });
}

function isSame(one: ReadonlySet<string> | undefined, other: ReadonlySet<string>): boolean {
  return one?.size === other.size && [...one].every((person) => other.has(person));
}

function keyOf({ month, measure }: Pick<Closed, 'month' | 'measure'>): string {
  return `${month} ${measure}`;
}
