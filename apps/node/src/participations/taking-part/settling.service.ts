import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ThisCollege } from '../../college/this-college.js';
import { ROSTER } from '../../graph/roster.token.js';
import { Messages } from '../../messages/messages.js';
import { EndedWishes } from './ended-wishes.js';
import { TakingPartRepository } from './taking-part.repository.js';

const MINUTE_MS = 60_000;
const MOST_AT_ONCE = 500;

/** Nobody waits for what will not come: for the home's word on an event that has begun, or for a host that has left the network or is silent for a month. */
@Injectable()
export class SettlingService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Participations');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly wishes: EndedWishes,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.settleOrLog(), MINUTE_MS).unref();
    void this.settleOrLog();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Ends some of what waits in vain, each in a transaction of its own. */
  async settle(): Promise<void> {
    const left = this.roster.isInForce ? this.roster.current.colleges.filter(({ code, status }) => status === 'LEFT' && code !== this.thisCollege.code).map(({ code }) => code) : [];
    for (const id of await this.repository.waitingInVain(left, new Date(), MOST_AT_ONCE)) {
      await this.orLog(() => this.repository.inTransaction((tx) => this.wishes.end(tx, id, new Set(left))));
    }
    this.messages.wake();
  }

  /** One that cannot be settled keeps no other from it. */
  private async orLog(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn({ waitingInVain: 'it ends a minute later', ...loggable(error) });
    }
  }

  private async settleOrLog(): Promise<void> {
    const before = this.running;
    this.running = before.then(() => this.orLog(() => this.settle()));
    await this.running;
  }
}
