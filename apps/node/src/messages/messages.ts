import { Injectable } from '@nestjs/common';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { AbsentReceivers } from './absent-receivers.js';
import { DeliveryJobs } from './delivery-jobs.js';
import { type ApplyMessage, MessageHandlers } from './message-handlers.js';
import type { MessageContent, MessageKind } from './message-kinds.js';
import { MessageRefusals, type RefusedMessage } from './message-refusals.js';
import { OutboxRepository } from './outbox.repository.js';

/** Something to tell a college. */
export interface MessageToSend<Kind extends MessageKind> {
  /** Code of the college. */
  readonly to: string;
  /** Global id of the participation, its home's, of the agreement, its proposer's, or of the event, its host's. */
  readonly thread: string;
  readonly kind: Kind;
  readonly content: MessageContent<Kind>;
}

/** What a message that waits is to say instead. */
export interface Amendment<Kind extends MessageKind> extends Pick<MessageToSend<Kind>, 'to' | 'thread' | 'kind'> {
  readonly content: Partial<MessageContent<Kind>>;
}

/** What two colleges tell each other: told in the transaction of the change, and delivered however long that takes. */
@Injectable()
export class Messages {
  constructor(
    private readonly thisCollege: ThisCollege,
    private readonly handlers: MessageHandlers,
    private readonly refusals: MessageRefusals,
    private readonly outbox: OutboxRepository,
    private readonly jobs: DeliveryJobs,
    private readonly absent: AbsentReceivers,
  ) {}

  /**
   * Sends a message with the change that it tells of: both are committed, or neither. To one's own college it is applied at once.
   * @param manager the caller's transaction
   * @throws MessageRefused, to one's own college, where it can never be applied
   */
  async send<Kind extends MessageKind>(manager: Transaction, { to, thread, kind, content }: MessageToSend<Kind>): Promise<void> {
    if (to === this.thisCollege.code) {
      await this.handlers.apply(manager, { from: to, thread, sequence: 0, kind, content });
    } else {
      const id = await this.outbox.add(manager, { receiver: to, thread, kind, content });
      await this.jobs.add([{ id, receiver: to }], manager);
    }
  }

  /** Which of these colleges were written to in a thread. */
  async writtenTo(manager: Transaction, thread: string, colleges: readonly string[]): Promise<string[]> {
    return this.outbox.writtenTo(manager, thread, colleges);
  }

  /** Messages of a thread that wait to be sent say this instead, where they say something of it: what was withdrawn meanwhile does not leave. */
  async amendWaiting<Kind extends MessageKind>(manager: Transaction, { to, thread, kind, content }: Amendment<Kind>): Promise<void> {
    await this.outbox.amend(manager, { receiver: to, thread, kind, content });
  }

  /**
   * Registers who applies a kind of message; called in `onModuleInit`.
   * @param apply works in the given transaction alone, which is tried again as a whole, and throws MessageRefused for what can never be applied
   */
  handle<Kind extends MessageKind>(kind: Kind, apply: ApplyMessage<Kind>): void {
    this.handlers.add(kind, apply);
  }

  /**
   * Registers what follows where another college refuses a message of a kind for good; called in `onModuleInit`.
   * @param follow works in the given transaction alone, and changes nothing the second time
   */
  whenRefused<Kind extends MessageKind>(kind: Kind, follow: (manager: Transaction, refused: RefusedMessage<Kind>) => Promise<void>): void {
    this.refusals.add(kind, follow);
  }

  /** Wakes the delivery; called after the commit of a transaction that sent something. */
  wake(): void {
    this.jobs.wake();
  }

  /** Whether a college was not reached a moment ago: what is sent to it now waits, and so would whoever waits for its answer. */
  isOutOfReach(college: string): boolean {
    return this.absent.isGone(college);
  }
}
