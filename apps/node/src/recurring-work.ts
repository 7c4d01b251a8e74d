import { Inject, Logger, Optional, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
import { NODE_CONFIG } from './node-config.token.js';
import type { NodeConfig } from './node.config.js';

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
 * What a node does by itself: when it starts, or a moment later (FIRST_WORK_AFTER), and again every so often, unless the last run still
 * goes on. A failure ends nothing, and a node that stops waits for the run in hand. Whoever asks the node waits for none of them, but for a first one that comes first.
 */
export abstract class RecurringWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly log: Logger;
  @Optional()
  @Inject(NODE_CONFIG)
  private readonly config?: Pick<NodeConfig, 'firstWorkAfter'>;
  private first: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  protected constructor(private readonly recurrence: Recurrence) {
    this.log = new Logger(recurrence.log);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { everyMs, comesFirst } = this.recurrence;
    const { firstWorkAfter = 0 } = this.config ?? {};
    this.timer = setInterval(() => this.run(), everyMs).unref();
    if (firstWorkAfter > 0 && !comesFirst) {
      this.first = setTimeout(() => this.run(), firstWorkAfter).unref();
      return;
    }
    this.run();
    if (comesFirst) await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.first);
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
