import { Inject, Injectable, Logger } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import { loggable } from '#defence/loggable.js';
import { RateLimit } from '#defence/rate-limit.js';
import type { Receipt } from '#identity/message/receipt.js';
import type { CollegeMessage } from '#identity/message/sealed-message.js';
import { memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import type { Transaction } from '../database/transaction.js';
import { ROSTER } from '../graph/roster.token.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { DeliveryJobs } from './delivery-jobs.js';
import type { InboxMessageEntity } from './inbox-message.entity.js';
import { InboxRepository, type InboxThread } from './inbox.repository.js';
import { MessageHandlers } from './message-handlers.js';
import type { MessageKind } from './message-kinds.js';
import { MessageNotKept, MessageRefused } from './message-refused.js';

/** A message so far ahead of its thread is not kept: nobody would hold so many back. */
const MOST_AHEAD = 1_000;

/** Consecutive messages that are applied in one transaction. */
const MOST_AT_ONCE = 50;

/** Of one college: what is kept before its turn. A node sends one message of a thread at a time, so a good one has next to none. */
const MOST_EARLY = 1_000;
const MOST_EARLY_BYTES = 4 * 1024 * 1024;

/** Of one college: each message leaves a row. What was not sent in a day is saved up, so much and no more. */
const A_MINUTE = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Of one college: what was refused is kept for whoever looks for the reason. */
const MOST_REFUSED = 1_000;

/** What begins something new: a college that left may settle what it owes, and asks for nothing more. */
const ASKING: ReadonlySet<string> = new Set<MessageKind>(['EVENT_ASKED', 'SEAT_REQUESTED', 'CHECK_IN', 'AGREEMENT_PROPOSED']);

const TAKEN: Receipt = { outcome: 'TAKEN', reason: null };

/** Applies other colleges' messages, each once, and those of one thread in their order, however they come. */
@Injectable()
export class InboxService {
  private readonly log = new Logger('Messages');
  private readonly taken: RateLimit;

  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    @Inject(ROSTER) private readonly roster: RosterSource,
    private readonly inbox: InboxRepository,
    private readonly handlers: MessageHandlers,
    private readonly jobs: DeliveryJobs,
  ) {
    this.taken = new RateLimit(config.rateLimit === 0 ? 0 : A_MINUTE, DAY_MILLISECONDS);
  }

  /**
   * Takes a verified message in. Whatever is thrown, nothing of it was taken, and its sender tries again.
   * @throws MessageNotUnderstood for one that a newer node may apply
   * @throws MessageNotKept for one of a college of which enough is kept
   */
  async take(message: CollegeMessage): Promise<Receipt> {
    const home = collegeOf(message.thread);
    if (home !== message.from && home !== this.config.collegeCode) return { outcome: 'REFUSED', reason: 'The thread is another college’s.' };
    if (this.taken.look(message.from) !== null) throw new MessageNotKept('The receiver takes no more messages of this college today than it has; the rest stay with their sender, and come later by themselves.');
    const { receipt, isNew } = await this.inbox.transaction((tx) => this.takeIn(tx, message));
    if (isNew) this.taken.count(message.from);
    this.jobs.wake(); // what was applied may have been answered
    return receipt;
  }

  /** Applies what is there and could not be applied when it came. */
  async resume(): Promise<void> {
    for (const thread of await this.inbox.stalled()) {
      try {
        await this.inbox.transaction(async (tx) => this.applyNext(tx, thread, await this.inbox.lockThread(tx, thread), null));
      } catch (error) {
        this.log.warn({ waitingFrom: thread.sender, ...loggable(error) });
      }
    }
    this.jobs.wake();
  }

  /** Forgets what was refused long ago. */
  async tidy(): Promise<void> {
    await this.inbox.forgetRefused(MOST_REFUSED);
  }

  private async takeIn(tx: Transaction, { id, from: sender, thread, sequence, kind, content }: CollegeMessage): Promise<{ receipt: Receipt; isNew: boolean }> {
    const of = { sender, thread };
    const last = await this.inbox.lockThread(tx, of);
    const known = await this.inbox.byId(tx, sender, id);
    if (known) return { receipt: receiptOf(known), isNew: false };
    if (sequence <= last || (await this.inbox.inPlace(tx, of, sequence))) {
      const nextSequence = await this.inbox.firstFree(tx, of, last);
      return { receipt: { outcome: 'REFUSED', reason: 'Another message has that place in the thread.', nextSequence }, isNew: false };
    }
    if (sequence > last + 1) await this.mustHaveRoom(tx, sender, sequence - last);
    const message = { sender, id, thread, sequence, kind, content, receivedAt: new Date(), appliedAt: null, refusedAt: null, problem: null };
    await this.inbox.add(tx, message);
    await this.applyNext(tx, of, last, id);
    const taken = await this.inbox.byId(tx, sender, id);
    return { receipt: taken ? receiptOf(taken) : TAKEN, isNew: true };
  }

  /** What is next is always taken; what is early takes room until then. */
  private async mustHaveRoom(tx: Transaction, sender: string, ahead: number): Promise<void> {
    const { messages, bytes } = await this.inbox.keptEarly(tx, sender);
    if (ahead <= MOST_AHEAD && messages < MOST_EARLY && bytes < MOST_EARLY_BYTES) return;
    throw new MessageNotKept('The receiver keeps no more messages of this college that come before their turn: it waits for those before them.');
  }

  /**
   * Applies as many consecutive messages as are there.
   * @param arriving the message that its sender still holds: what keeps it from being applied is thrown; one that was taken before waits for the next sweep
   */
  private async applyNext(tx: Transaction, thread: InboxThread, last: number, arriving: string | null): Promise<void> {
    for (let sequence = last + 1; sequence <= last + MOST_AT_ONCE; sequence += 1) {
      const message = await this.inbox.inPlace(tx, thread, sequence);
      if (!message) return;
      try {
        await this.apply(tx, message);
      } catch (error) {
        if (message.id === arriving) throw error;
        this.log.warn({ waitingFrom: thread.sender, ...loggable(error) });
        return;
      }
      await this.inbox.advance(tx, thread, sequence);
    }
  }

  private async apply(tx: Transaction, message: InboxMessageEntity): Promise<void> {
    const { sender: from, thread, sequence, kind, content } = message;
    try {
      if (ASKING.has(kind) && memberOf(this.roster.current, from)?.status === 'LEFT') throw new MessageRefused('the college has left the network');
      // A savepoint: whatever a handler did before it threw is undone, and the rest of the transaction is not.
      await tx.transaction((savepoint) => this.handlers.apply(savepoint, { from, thread, sequence, kind, content }));
      await this.inbox.applied(tx, message);
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
      await this.inbox.refused(tx, message, error.message);
    }
  }
}

function receiptOf({ refusedAt, problem }: InboxMessageEntity): Receipt {
  return refusedAt === null ? TAKEN : { outcome: 'REFUSED', reason: problem };
}
