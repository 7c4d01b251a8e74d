import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { ChangeTelling } from './change-telling.js';
import { EventChangesRepository } from './event-changes.repository.js';

const MINUTE = 60_000;

/** Tells those who take part of what was changed past the node, as by an imported file: at the start and each minute. */
@Injectable()
export class UntoldChangesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Events');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly telling: ChangeTelling,
    private readonly answers: SeatAnswers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tellOrLog();
    this.timer = setInterval(() => void this.tellOrLog(), MINUTE).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Everybody of every event that was changed so. */
  async tell(): Promise<void> {
    for (const id of await this.repository.untold()) await this.orLog(() => this.tellOf(id));
    this.answers.wake();
  }

  private tellOf(id: string): Promise<void> {
    return this.seatRows.inTransaction(async (tx) => {
      const event = await this.seatRows.lockEvent(tx, id);
      if (event) await this.telling.tell(tx, event);
    });
  }

  private tellOrLog(): Promise<void> {
    return this.orLog(() => this.tell());
  }

  /** An event of which nobody can be told keeps no other from it. */
  private async orLog(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error(`Not everybody could be told of what was changed; trying again in a minute: ${String(error)}`);
    }
  }
}
