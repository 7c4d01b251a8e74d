import { Inject, Injectable, Logger } from '@nestjs/common';
import { OWED_FOR_DAYS, hasLeftForGood, memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ThisCollege } from '../college/this-college.js';
import { ROSTER } from '../graph/roster.token.js';
import { OutboxRepository } from './outbox.repository.js';

/** Nothing waits for ever for a college that left, nor at one: what nobody took within the time ends, for people to see. */
@Injectable()
export class LeftReceivers {
  private readonly log = new Logger('Messages');

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  /** Ends what waits for those who left for good; where this college did, everything. */
  async settle(): Promise<void> {
    if (!this.roster.isInForce) return;
    const isSelfGone = this.hasLeft(this.thisCollege.code);
    for (const { receiver } of await this.outbox.countWaiting()) {
      if (!isSelfGone && !this.hasLeft(receiver)) continue;
      const gone = isSelfGone ? this.thisCollege.code : receiver;
      const count = await this.outbox.endFor(receiver, `${gone} left the network, and ${OWED_FOR_DAYS} days have passed: nobody takes this any more.`);
      this.log.warn({ notDelivered: count, to: receiver, left: gone });
    }
  }

  private hasLeft(code: string): boolean {
    const member = memberOf(this.roster.current, code);
    return member !== undefined && hasLeftForGood(member);
  }
}
