import { Inject, Injectable } from '@nestjs/common';
import { hasLeft } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ThisCollege } from '../../college/this-college.js';
import { ROSTER } from '../../graph/roster.token.js';
import { Messages } from '../../messages/messages.js';
import { RecurringWork } from '../../recurring-work.js';
import { EndedWishes } from './ended-wishes.js';
import { TakingPartRepository } from './taking-part.repository.js';

const MINUTE_MS = 60_000;
const MOST_AT_ONCE = 500;

/** Nobody waits for what will not come: for the home's word on an event that has begun, or for a host that has left the network or is silent for a month. */
@Injectable()
export class SettlingService extends RecurringWork {
  constructor(
    private readonly repository: TakingPartRepository,
    private readonly wishes: EndedWishes,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {
    super({ log: 'Participations', everyMs: MINUTE_MS, late: { waitingInVain: 'it ends a minute later' } });
  }

  /** Ends some of what waits in vain, each in a transaction of its own. */
  override async work(): Promise<void> {
    const left = this.roster.isInForce ? this.roster.current.colleges.filter((member) => hasLeft(member) && member.code !== this.thisCollege.code).map(({ code }) => code) : [];
    for (const id of await this.repository.waitingInVain(left, new Date(), MOST_AT_ONCE)) {
      await this.orLog(() => this.repository.inTransaction((tx) => this.wishes.end(tx, id, new Set(left))));
    }
    this.messages.wake();
  }
}
