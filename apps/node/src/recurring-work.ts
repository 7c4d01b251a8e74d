import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';

export interface Recurrence {
  /** Under which the log has it. */
  readonly log: string;
  readonly everyMs: number;
  /** What the log says when it fails: what is late, and until when. */
  readonly late: Readonly<Record<string, string>>;
  /** Whether the node answers nobody before the first run has ended, for it would say what is not so any more. */
  readonly comesFirst?: boolean;
}

/**
 * What a node does by itself: when it starts, and again every so often, unless the last run still goes on. A failure ends nothing, and a
 * node that stops waits for the run in hand. Whoever asks the node waits for none of them, but for a first one that comes first.
 */
export abstract class RecurringWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly log: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  protected constructor(private readonly recurrence: Recurrence) {
    this.log = new Logger(recurrence.log);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => this.run(), this.recurrence.everyMs).unref();
    this.run();
    if (this.recurrence.comesFirst) await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One run: all that there is to do now. */
  abstract work(): Promise<void>;

  /** For what keeps nothing else back when it fails: it is done again in the next run. */
  protected async orLog(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (error) {
      this.log.warn({ ...this.recurrence.late, ...loggable(error) });
    }
  }

  private run(): void {
    this.running ??= this.orLog(() => this.work()).finally(() => {
      this.running = undefined;
    });
  }
}
