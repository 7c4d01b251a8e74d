import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../recurring-work.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { ChangeTelling } from './change-telling.js';
import { EventChangesRepository } from './event-changes.repository.js';

const MINUTE_MS = 60_000;

/** Tells those who take part of what was changed past the node, as by an imported file: at the start and each minute. */
@Injectable()
export class UntoldChangesService extends RecurringWork {
  constructor(
    private readonly repository: EventChangesRepository,
    private readonly seatRows: SeatsRepository,
    private readonly telling: ChangeTelling,
    private readonly answers: SeatAnswers,
  ) {
    super({ log: 'Events', everyMs: MINUTE_MS, late: { untoldChanges: 'who takes part is told of them in a minute' }, comesFirst: true });
  }

  /** Everybody of every event that was changed so. */
  override async work(): Promise<void> {
    for (const id of await this.repository.untold()) await this.orLog(() => this.tellOf(id));
    this.answers.wake();
  }

  private tellOf(id: string): Promise<void> {
    return this.seatRows.inTransaction(async (tx) => {
      const event = await this.seatRows.lockEvent(tx, id);
      if (event) await this.telling.tell(tx, event);
    });
  }
}
