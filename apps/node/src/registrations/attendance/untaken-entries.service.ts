import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import type { EventEntity } from '../../events/event.entity.js';
import type { RefusedMessage } from '../../messages/message-refusals.js';
import { Messages } from '../../messages/messages.js';
import type { RegistrationEntity } from '../registration.entity.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { type Asking, SeatsRepository } from '../seats/seats.repository.js';
import { AttendanceRepository } from './attendance.repository.js';
import { Credits } from './credits.js';

const REFUSED = 'Its home did not take it into the record book.';
const LOST = 'Its home has it in its record book no more.';

/** What a home has not got in its books of what was recorded here: it refused it, or lost it, as when an older backup was restored there. */
@Injectable()
export class UntakenEntriesService implements OnModuleInit {
  constructor(
    private readonly seats: SeatsRepository,
    private readonly repository: AttendanceRepository,
    private readonly credits: Credits,
    private readonly answers: SeatAnswers,
    private readonly messages: Messages,
  ) {}

  onModuleInit(): void {
    this.messages.whenRefused('ATTENDANCE_RECORDED', (tx, refused) => this.refused(tx, refused));
  }

  /** Nothing is in force that nobody has. The minutes stay, and a correction to the same ones signs another entry. */
  private async refused(tx: Transaction, { thread, content: { entry } }: RefusedMessage<'ATTENDANCE_RECORDED'>): Promise<void> {
    const found = entry && (await this.seats.ofParticipation(tx, thread));
    const event = found && (await this.seats.lockEvent(tx, found.eventId));
    const registration = event && (await this.seats.ofParticipation(tx, thread)); // as it is now that the event is ours
    if (!entry || registration?.credentialId !== entry.id) return; // it was corrected meanwhile
    await this.credits.revoke(tx, registration, REFUSED);
    await this.repository.set(tx, registration.id, { status: 'ATTENDED', minutes: registration.minutes, credentialId: null, untakenCredentialId: entry.id });
  }

  /**
   * Tells a home that asks anew, under a new record of the same, what it was told under the one that it lost; what was signed is signed anew.
   * @param registration of which it is recorded who came
   * @param event whose row the transaction holds
   */
  async tellAgain(tx: Transaction, registration: RegistrationEntity, event: EventEntity, home: Pick<Asking, 'participationId' | 'request' | 'subjectName'>): Promise<void> {
    const isAttended = registration.status === 'ATTENDED';
    await this.seats.follow(tx, registration.id, isAttended ? home : { ...home, subjectName: null });
    const followed = await this.seats.byId(tx, registration.id);
    if (!followed) return;
    await this.answers.answer(tx, followed, event, { status: 'CONFIRMED', format: followed.format });
    if (!isAttended) return this.answers.attendance(tx, followed, { status: 'NO_SHOW', minutes: null, entry: null, revokes: null });

    const { minutes } = followed;
    const revokes = await this.credits.revoke(tx, followed, LOST);
    const entry = revokes && (await this.credits.sign(tx, followed, event, minutes ?? 0));
    await this.repository.set(tx, followed.id, { status: 'ATTENDED', minutes, credentialId: entry?.id ?? null });
    await this.answers.attendance(tx, followed, { status: 'ATTENDED', minutes: entry || minutes === 0 ? minutes : null, entry, revokes });
  }
}
