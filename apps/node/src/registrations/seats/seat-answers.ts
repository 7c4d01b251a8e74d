import { Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { EventFormat } from '../../events/event-vocabulary.js';
import type { EventEntity } from '../../events/event.entity.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import { Messages } from '../../messages/messages.js';
import type { Transaction } from '../../database/transaction.js';
import { toldOf } from './told-event.js';

type Answered = MessageContent<'SEAT_ANSWERED'>;

interface Answer {
  readonly status: Answered['status'];
  readonly format: EventFormat | null;
  readonly reason?: string;
}

/** Who is told: a registration of before the home kept its own record of it has nobody to tell. */
interface Told {
  readonly participationId: string | null;
  /** Which request of theirs is answered, where their home counts them. */
  readonly request?: number | null | undefined;
}

/** What the host tells the homes of those who take part. */
@Injectable()
export class SeatAnswers {
  constructor(private readonly messages: Messages) {}

  /** What came of a request, or of a later change. Of an event that they may not know of nothing is told. */
  async answer(tx: Transaction, { participationId, request }: Told, event: EventEntity | null, { status, format, reason }: Answer): Promise<void> {
    const capacity = event?.capacity ?? null;
    const answered = typeof request === 'number' ? { request } : {};
    await this.send(tx, participationId, 'SEAT_ANSWERED', { status, format, reason: reason ?? null, event: event && toldOf(event), capacity, ...answered });
  }

  /** What there is of an event that a home asks about; null of what its people may not know of. */
  async event(tx: Transaction, { home, eventId }: { readonly home: string; readonly eventId: string }, event: EventEntity | null): Promise<void> {
    await this.messages.send(tx, { to: home, thread: eventId, kind: 'EVENT_TOLD', content: { event: event && toldOf(event), capacity: event?.capacity ?? null } });
  }

  /** Another time, another title. */
  async changed(tx: Transaction, { participationId }: Told, event: EventEntity): Promise<void> {
    await this.send(tx, participationId, 'EVENT_CHANGED', { event: toldOf(event) });
  }

  async attendance(tx: Transaction, { participationId }: Told, content: MessageContent<'ATTENDANCE_RECORDED'>): Promise<void> {
    await this.send(tx, participationId, 'ATTENDANCE_RECORDED', content);
  }

  /** Sets the messages on their way, once the transaction that they were written in has ended. */
  wake(): void {
    this.messages.wake();
  }

  private async send<Kind extends 'SEAT_ANSWERED' | 'EVENT_CHANGED' | 'ATTENDANCE_RECORDED'>(
    tx: Transaction,
    thread: string | null,
    kind: Kind,
    content: MessageContent<Kind>,
  ): Promise<void> {
    const to = thread === null ? null : collegeOf(thread);
    if (thread !== null && to !== null) await this.messages.send(tx, { to, thread, kind, content });
  }
}
