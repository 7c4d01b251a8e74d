import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import type { EventEntity } from '../../events/event.entity.js';
import { forbidden } from '../../graph/domain-error.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import { type CheckInCode, checkInCode, isCheckInCode } from './check-in-code.js';
import { type CheckInLoaders, checkInLoaders } from './check-in.loaders.js';
import { type CheckInRefusal, checkInPolicy } from './check-in.policy.js';
import { CheckInsRepository } from './check-ins.repository.js';

type Given = ReceivedMessage<'CHECK_IN'>;

/** Codes that the host's staff read out, and whoever gives one to show that they are there. */
@Injectable()
export class CheckInsService implements OnModuleInit {
  constructor(
    private readonly repository: CheckInsRepository,
    private readonly seats: SeatsRepository,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
  ) {}

  onModuleInit(): void {
    this.messages.handle('CHECK_IN', (tx, message) => this.take(tx, message));
  }

  loaders(): CheckInLoaders {
    return checkInLoaders(this.repository);
  }

  /**
   * The event's code now; null while it does not go on.
   * @throws DomainError FORBIDDEN for all but who may record attendance
   */
  async code(actor: Actor | null, event: EventEntity, loaders: CheckInLoaders): Promise<CheckInCode | null> {
    if (!checkInPolicy.readCode(this.thisCollege.code, actor)) throw forbidden('read the codes of this college’s events');
    const now = new Date();
    if (!checkInPolicy.isOn(event, now)) return null;
    const secret = await loaders.checkInSecret.load(event.id);
    return secret === undefined ? null : checkInCode(secret, now);
  }

  /** The home is told what came of it. */
  private async take(tx: Transaction, message: Given): Promise<void> {
    const { from, thread, content } = message;
    if (collegeOf(thread) !== from) throw new MessageRefused('a college checks in its own volunteers alone');
    const reason = await this.judge(tx, message);
    await this.messages.send(tx, {
      to: from,
      thread,
      kind: 'CHECK_IN_ANSWERED',
      content: { attempt: content.attempt, givenAt: content.givenAt, reason },
    });
  }

  private async judge(tx: Transaction, { from, thread, content }: Given): Promise<CheckInRefusal | null> {
    const found = await this.seats.ofParticipation(tx, thread);
    const event = found && (await this.seats.lockEvent(tx, found.eventId));
    const registration = event && (await this.seats.ofParticipation(tx, thread)); // as it is now that nobody else changes it
    if (!registration) return 'NO_PLACE';

    const before = await this.repository.find(tx, registration.id);
    if (before?.checkedInAt && registration.status === 'CONFIRMED') return null;
    const givenAt = new Date(content.givenAt);
    const isRight = isCheckInCode(await this.repository.secretOf(tx, event.id), content.code, givenAt);
    const given = { registration, event, home: from, givenAt, wrongTries: before?.wrongTries ?? 0, isRight };
    const refusal = checkInPolicy.refusal(this.thisCollege.code, given, new Date());
    if (refusal === 'WRONG_CODE') await this.repository.wrong(tx, registration.id);
    if (refusal === null) await this.repository.right(tx, registration.id, givenAt);
    return refusal;
  }
}
