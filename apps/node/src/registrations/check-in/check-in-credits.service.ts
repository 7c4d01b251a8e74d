import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { RecurringWork } from '../../recurring-work.js';
import { AttendanceService } from '../attendance/attendance.service.js';
import { ChangeTelling } from '../changes/change-telling.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { checkInPolicy } from './check-in.policy.js';
import { CheckInsRepository } from './check-ins.repository.js';

const EVERY_MS = 20_000;
const AT_ONCE = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Credits whoever checked in, once the event is over: until then staff may record otherwise, and their word stands. */
@Injectable()
export class CheckInCreditsService extends RecurringWork {
  constructor(
    private readonly repository: CheckInsRepository,
    private readonly seats: SeatsRepository,
    private readonly attendance: AttendanceService,
    private readonly telling: ChangeTelling,
    private readonly answers: SeatAnswers,
  ) {
    super({ log: 'Check-in', everyMs: EVERY_MS, late: { checkIns: 'they are settled a little later' } });
  }

  /** Settles every check-in of an event that is over; one that fails keeps no other back, and is tried again later. */
  override async work(): Promise<void> {
    let after = BEFORE_ALL;
    for (;;) {
      const found = await this.repository.unsettled(new Date(), after, AT_ONCE);
      for (const { registrationId } of found) await this.orLog(() => this.settleOne(registrationId));
      const last = found.at(-1);
      if (!last) return;
      after = last.registrationId;
    }
  }

  private async settleOne(registrationId: string): Promise<void> {
    await this.seats.inTransaction((tx) => this.credit(tx, registrationId));
    this.answers.wake();
  }

  private async credit(tx: Transaction, registrationId: string): Promise<void> {
    const found = await this.seats.byId(tx, registrationId);
    const event = found && (await this.seats.lockEvent(tx, found.eventId));
    if (event) await this.telling.tell(tx, event);
    const registration = event && (await this.seats.byId(tx, registrationId)); // as it is now that the event is ours
    const checkIn = await this.repository.find(tx, registrationId);
    const now = new Date();
    if (!registration || !checkIn || checkIn.settled || event.endsAt > now) return; // another process was faster, or it goes on longer
    await this.repository.settle(tx, registrationId);
    if (registration.status === 'CONFIRMED' && checkInPolicy.credits(event, now)) await this.attendance.creditWhole(tx, registration, event);
  }
}
