import type { CollegeEvents } from './public-events.js';

/** Milliseconds after which a college is asked anew. */
const FRESH = 60_000;

/** Milliseconds for which one that gave no answer is not asked again: a calendar costs its node twenty questions. */
const FAILURE_KEPT = 15_000;

/** Milliseconds for which the last answer stands in for a college that gives none: a calendar program drops what is not in the file. */
const STANDS_IN = 86_400_000;

/** What was last heard of a college. */
interface Heard {
  readonly events: CollegeEvents | null;
  /** When the events came. */
  readonly at: number;
  readonly freshUntil: number;
}

/** What colleges last answered; each is asked one question at a time, whoever waits for it. */
export class KeptEvents {
  private readonly heard = new Map<string, Heard>();
  private readonly asking = new Map<string, Promise<CollegeEvents | null>>();

  /** @param ask gives null where there is no whole answer */
  constructor(
    private readonly ask: (college: string, today: Date) => Promise<CollegeEvents | null>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Null where there is nothing to show. */
  of(college: string): Promise<CollegeEvents | null> {
    const heard = this.heard.get(college);
    if (heard && this.now() < heard.freshUntil) return Promise.resolve(this.shown(heard));
    const asked = this.asking.get(college) ?? this.hear(college).finally(() => this.asking.delete(college));
    this.asking.set(college, asked);
    return asked;
  }

  /** What is there without asking; null where that is nothing. */
  last(college: string): CollegeEvents | null {
    const heard = this.heard.get(college);
    return heard ? this.shown(heard) : null;
  }

  forgetAllBut(colleges: ReadonlySet<string>): void {
    for (const college of this.heard.keys()) if (!colleges.has(college)) this.heard.delete(college);
  }

  private async hear(college: string): Promise<CollegeEvents | null> {
    const at = this.now();
    const events = await this.ask(college, new Date(at));
    const before = this.heard.get(college);
    const heard = events
      ? { events, at, freshUntil: at + FRESH }
      : { events: before?.events ?? null, at: before?.at ?? at, freshUntil: this.now() + FAILURE_KEPT };
    this.heard.set(college, heard);
    return this.shown(heard);
  }

  private shown({ events, at }: Heard): CollegeEvents | null {
    return this.now() - at < STANDS_IN ? events : null;
  }
}
