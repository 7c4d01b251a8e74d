import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import type { EventEntity } from '../event.entity.js';
import { eventPolicy } from '../event.policy.js';
import { coHostPolicy } from './co-host.policy.js';
import type { CoHostState } from './co-host-state.js';
import { CoHostsRepository } from './co-hosts.repository.js';

/** Events that several colleges hold together: the host asks, and the others' curators answer. */
@Injectable()
export class CoHostsService {
  constructor(
    private readonly repository: CoHostsRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** Asks colleges to hold events together; those that were asked before stay as they answered. */
  invite(tx: Transaction, eventIds: readonly string[], colleges: readonly string[], now: Date): Promise<void> {
    return this.repository.invite(tx, eventIds, colleges, now);
  }

  /** Codes of the colleges that were asked to hold an event together, whatever they answered. */
  asked(tx: Transaction, eventId: string): Promise<string[]> {
    return this.repository.asked(tx, eventId);
  }

  /** Asks these colleges and no others: who is not named any more is a co-host no more. */
  async inviteOnly(tx: Transaction, eventIds: readonly string[], colleges: readonly string[], now: Date): Promise<void> {
    await this.repository.forgetAllBut(tx, eventIds, colleges);
    await this.repository.invite(tx, eventIds, colleges, now);
  }

  /**
   * A partner's answer, which it may change; what was cancelled is held together with nobody any more, and can be declined alone.
   * Of a series it goes for every event.
   * @returns the event; null where it was declined before, and the actor may not know of it otherwise
   * @throws DomainError NOT_FOUND where the actor may not know of the event; FORBIDDEN for all but curators of whom was asked;
   *   BAD_USER_INPUT for accepting what was cancelled
   */
  async answer(actor: Actor | null, id: string, state: Exclude<CoHostState, 'INVITED'>): Promise<EventEntity | null> {
    const college = coHostPolicy.answersFor(this.thisCollege.code, actor);
    if (college === null) throw forbidden('answer for a college that is asked to hold an event together');
    const ownId = this.thisCollege.ownUuid(id, 'event');
    return this.repository.inTransaction(async (tx) => {
      const found = await this.repository.event(tx, ownId);
      const ids = found ? await this.repository.lock(tx, found) : [];
      const event = await this.repository.event(tx, ownId);
      if (!event) throw notFound('event');
      const isSeen = eventPolicy.see(eventPolicy.scope(this.thisCollege.code, actor), event);
      const before = await this.repository.of(tx, ownId, college);
      if (!before) throw isSeen ? forbidden('answer for a college that was not asked') : notFound('event');
      if (state === 'ACCEPTED' && event.status === 'CANCELLED') throw badInput('eventId', 'must name an event that was not cancelled: it can be declined alone');
      await this.repository.answer(tx, ids, college, state, new Date());
      // Who declined knows no more of it than others do: what the host changes since is not theirs.
      if (before.state === 'DECLINED' && state === 'DECLINED' && !isSeen) return null;
      return (await this.repository.event(tx, ownId)) ?? event;
    });
  }
}
