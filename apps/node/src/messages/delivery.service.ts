import { Inject, Injectable, Logger } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
import { type Receipt, verifyReceipt } from '#identity/message/receipt.js';
import { sealMessage } from '#identity/message/sealed-message.js';
import { type PrivateKeys, readPrivateKeys } from '#identity/private-keys.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { OWED_FOR_DAYS, encryptionKeyOf, memberOf } from '#roster/members.js';
import { type RosterKeys, rosterKeys } from '#roster/roster-keys.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ROSTER } from '../graph/roster.token.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { AbsentReceivers } from './absent-receivers.js';
import { DeliveryJobs } from './delivery-jobs.js';
import { MessageRefusals } from './message-refusals.js';
import type { OutboxMessageEntity } from './outbox-message.entity.js';
import { OutboxRepository } from './outbox.repository.js';
import { NoReceipt, type Reached, type Relay, RelayClient } from './relay-client.js';

/** Brings one message to its receiver, by whichever gateway answers, and notes what came of it. */
@Injectable()
export class DeliveryService {
  private readonly log = new Logger('Messages');
  private readonly keys: PrivateKeys;
  private readonly rosterKeys: RosterKeys;
  /** Receivers of which one attempt is under way to learn whether they are back. */
  private readonly probed = new Set<string>();
  /** The gateway that is tried first. */
  private first = 0;

  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    @Inject(ROSTER) private readonly roster: RosterSource,
    private readonly outbox: OutboxRepository,
    private readonly refusals: MessageRefusals,
    private readonly jobs: DeliveryJobs,
    private readonly absent: AbsentReceivers,
    private readonly relays: RelayClient,
  ) {
    this.keys = readPrivateKeys(config.keys);
    this.rosterKeys = rosterKeys(roster);
  }

  /**
   * Tries to deliver a message.
   * @returns whether it needs no further attempt
   */
  async attempt(id: string, receiver: string): Promise<boolean> {
    if (this.isLookedFor(receiver)) return false;
    try {
      const message = await this.outbox.waiting(id);
      // The delivery of the one before it brings it on. What needs no attempt is not the one that tells whether its receiver is back, either.
      if (!message || (await this.outbox.isBehind(message))) return true;
      return await this.attemptInTurn(message);
    } catch (error) {
      this.log.error({ message: id, ...loggable(error) });
      return false;
    }
  }

  /** Nobody is reached there: it is too early to look again, or somebody does. */
  private isLookedFor(receiver: string): boolean {
    return this.absent.isGone(receiver) || this.probed.has(receiver);
  }

  private async attemptInTurn(message: OutboxMessageEntity): Promise<boolean> {
    const { receiver } = message;
    if (!this.absent.has(receiver)) return this.tryOnce(message);
    // One attempt at a time tells whether it is back, and nobody's messages wait until it does: a hundred that hang would hold up everybody.
    if (!this.isLookedFor(receiver)) {
      this.probed.add(receiver);
      void this.tryOnce(message).finally(() => this.probed.delete(receiver));
    }
    return false;
  }

  private async tryOnce(message: OutboxMessageEntity): Promise<boolean> {
    try {
      await this.deliver(message);
      await this.bringOn(message);
      return true;
    } catch (error) {
      if (error instanceof NoReceipt) await this.outbox.failed(message.id, error.message).catch(() => undefined); // it is tried again whether this is noted or not
      else this.log.error({ message: message.id, ...loggable(error) });
      return false;
    }
  }

  /** A college was heard of: what could not be brought to it may go now. */
  async heardFrom(college: string): Promise<void> {
    if (!this.absent.delete(college)) return;
    await this.outbox.hurry(college);
    this.jobs.wake();
  }

  private async deliver(message: OutboxMessageEntity): Promise<void> {
    const triedAt = performance.now();
    const { outcome, reason, nextSequence } = await this.handOver(message).catch((error: unknown) => {
      const reached = error instanceof NoReceipt ? error.receiver : 'UNKNOWN';
      if (reached === 'ABSENT') this.absent.add(message.receiver, triedAt);
      if (reached === 'PRESENT') this.absent.delete(message.receiver); // who answers is there, whatever the answer
      throw error;
    });
    if (outcome === 'TAKEN') await this.outbox.delivered(message.id);
    else if (typeof nextSequence === 'number') await this.outbox.numberTaken(message.id, reason ?? '', nextSequence);
    else await this.refused(message, reason ?? '');
    await this.heardFrom(message.receiver);
  }

  private async refused({ id, receiver: to, thread, kind, content }: OutboxMessageEntity, reason: string): Promise<void> {
    this.log.warn({ message: id, kind, refusedBy: to });
    await this.outbox.refused(id, reason, (tx) => this.refusals.follow(tx, { to, thread, kind, content }));
  }

  private async bringOn(message: OutboxMessageEntity): Promise<void> {
    const next = await this.outbox.nextOf(message);
    if (next === undefined) return;
    await this.jobs.add([{ id: next, receiver: message.receiver }]);
    this.jobs.wake();
  }

  /** @throws NoReceipt when no gateway brought a genuine one back */
  private async handOver({ id, receiver, thread, sequence, kind, content }: OutboxMessageEntity): Promise<Receipt> {
    const { collegeCode: sender } = this.config;
    const member = this.roster.isInForce ? memberOf(this.roster.current, receiver) : undefined;
    if (member?.status === 'LEFT') throw new NoReceipt(`${receiver} has left the network: this waits until it comes back, for ${OWED_FOR_DAYS} days at most.`);
    if (member?.status !== 'MEMBER') throw new NoReceipt(`The roster names no member ${receiver}.`);
    const recipient = encryptionKeyOf(member);
    if (!recipient) throw new NoReceipt(`The roster has no key to write to ${receiver} with.`);
    const sealed = await sealMessage({ id, from: sender, to: receiver, thread, sequence, kind, content: content ?? {} }, this.keys.signing, recipient);
    const problems: NoReceipt[] = [];
    for (const relay of this.relaysInTurn()) {
      try {
        return await verifyReceipt(await this.relays.pass(relay, receiver, sealed), { sender, receiver, messageId: id }, this.rosterKeys.ofCollege);
      } catch (error) {
        if (error instanceof InvalidToken) problems.push(new NoReceipt(`${relay.id} brought no genuine receipt: ${error.message}`, 'PRESENT'));
        else if (error instanceof NoReceipt) problems.push(error);
        else throw error;
        this.first += 1;
      }
    }
    if (problems.length === 0) throw new NoReceipt('The roster names no gateway that passes messages on.', 'ABSENT');
    throw new NoReceipt(problems.map(({ message }) => message).join(' '), reachedBy(problems));
  }

  private relaysInTurn(): Relay[] {
    const relays = this.roster.current.gateways.flatMap(({ id, url }) => (url === undefined ? [] : [{ id, url }]));
    const start = relays.length === 0 ? 0 : this.first % relays.length;
    return [...relays.slice(start), ...relays.slice(0, start)];
  }
}

/** One gateway that has an answer of it knows more than others that have none. */
function reachedBy(problems: readonly NoReceipt[]): Reached {
  const told = new Set(problems.map(({ receiver }) => receiver));
  return told.has('PRESENT') ? 'PRESENT' : told.has('ABSENT') ? 'ABSENT' : 'UNKNOWN';
}
