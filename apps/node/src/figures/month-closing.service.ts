import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CollegeService } from '../college/college.service.js';
import { type Closed, closeMonths } from './closing.policy.js';
import { factsOf } from './facts.js';
import { FiguresRepository } from './figures.repository.js';
import type { Measure } from './measure.js';
import { addMonths, monthOf, monthsBetween } from './months.js';

const HOUR = 3_600_000;

/** Months before the last whole one that are closed even where nothing was yet: what clients ask for by default. */
const A_YEAR = 11;

/** Older months stay as they are. */
const THREE_YEARS = 35;

/** Closes whole months when the node starts and every hour; never inside a query, for a query does not write. */
@Injectable()
export class MonthClosingService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Figures');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: FiguresRepository,
    private readonly colleges: CollegeService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.closeOrLog();
    this.timer = setInterval(() => void this.closeOrLog(), HOUR).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Closes every whole month up to now, and closes again those that enough people changed. */
  async close(now = new Date()): Promise<void> {
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

  private async closeOrLog(): Promise<void> {
    try {
      await this.close();
    } catch (error) {
      this.log.error(`The months could not be closed; trying again in an hour: ${String(error)}`);
    }
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
