import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Transaction } from '../../database/transaction.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import { ChangeTelling } from '../changes/change-telling.js';
import { RegistrationEntity } from '../registration.entity.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { AttendanceRepository } from './attendance.repository.js';
import { Credits } from './credits.js';

const REASONS = {
  NOT_AGREED: 'The volunteer had taken their consent back.',
  OTHER_NAME: 'It named the volunteer as they had not agreed to be named.',
  TOO_MANY_HOURS: 'With this college’s other entries of that time there are more hours than the days have.',
} as const;

/** What volunteers agree to, as their homes say it: what is signed for them, and what is taken back. */
@Injectable()
export class EntryConsentService implements OnModuleInit {
  constructor(
    private readonly seats: SeatsRepository,
    private readonly repository: AttendanceRepository,
    private readonly credits: Credits,
    private readonly telling: ChangeTelling,
    private readonly answers: SeatAnswers,
    private readonly messages: Messages,
  ) {}

  onModuleInit(): void {
    this.messages.handle('ENTRY_CONSENT', (tx, message) => this.agreed(tx, message));
    this.messages.handle('ENTRY_DECLINED', (tx, message) => this.declined(tx, message));
  }

  /** Entries that are signed already stay: they were agreed to. */
  private async agreed(tx: Transaction, { from, thread, content }: ReceivedMessage<'ENTRY_CONSENT'>): Promise<void> {
    mustBeOwn(from, thread);
    await this.seats.setEntryAgreed(tx, thread, content.agreed);
  }

  /** What the home does not keep is taken back: nothing is in force that nobody has. What named them wrong is signed without a name. */
  private async declined(tx: Transaction, { from, thread, content: { id, reason } }: ReceivedMessage<'ENTRY_DECLINED'>): Promise<void> {
    mustBeOwn(from, thread);
    const found = await this.seats.ofParticipation(tx, thread);
    const event = found && (await this.seats.lockEvent(tx, found.eventId));
    if (event) await this.telling.tell(tx, event);
    const registration = event && (await this.seats.ofParticipation(tx, thread)); // as it is now that the event is ours
    if (reason !== 'TOO_MANY_HOURS') await this.seats.forgetName(tx, thread);
    if (!event || registration?.credentialId !== id) return; // it was corrected meanwhile

    await this.credits.revoke(tx, registration, REASONS[reason]);
    // What cannot be counts for nothing here either, until somebody corrects it.
    const minutes = reason === 'TOO_MANY_HOURS' ? 0 : registration.minutes;
    const entry = reason === 'OTHER_NAME' ? await this.credits.sign(tx, Object.assign(new RegistrationEntity(), registration, { subjectName: null }), event, minutes ?? 0) : null;
    await this.repository.set(tx, registration.id, { status: 'ATTENDED', minutes, credentialId: entry?.id ?? null });
    if (entry) await this.answers.attendance(tx, registration, { status: 'ATTENDED', minutes, entry, revokes: null });
  }
}

function mustBeOwn(from: string, thread: string): void {
  if (collegeOf(thread) !== from) throw new MessageRefused('a college speaks for its own volunteers alone');
}
