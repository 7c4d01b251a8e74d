import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../recurring-work.js';
import { DeliveryJobs } from './delivery-jobs.js';
import { DeliveryService } from './delivery.service.js';
import { InboxService } from './inbox.service.js';
import { LeftReceivers } from './left-receivers.js';
import { OutboxRepository } from './outbox.repository.js';
import { RelayClient } from './relay-client.js';

/** Of a process that died the jobs count as lost after half a minute: so whatever they were of goes on within one. */
const SWEEP_MILLISECONDS = 15_000;

/** Starts and ends the delivery; at the start and four times a minute it finds what nobody would come back to. */
@Injectable()
export class SweepService extends RecurringWork {
  constructor(
    private readonly jobs: DeliveryJobs,
    private readonly delivery: DeliveryService,
    private readonly outbox: OutboxRepository,
    private readonly inbox: InboxService,
    private readonly left: LeftReceivers,
    private readonly relays: RelayClient,
  ) {
    super({ log: 'Messages', everyMs: SWEEP_MILLISECONDS, late: { sweep: 'it is made again in a quarter of a minute' }, comesFirst: true });
  }

  override async onApplicationBootstrap(): Promise<void> {
    await this.jobs.start((id, receiver) => this.delivery.attempt(id, receiver));
    await super.onApplicationBootstrap();
  }

  override async beforeApplicationShutdown(): Promise<void> {
    this.relays.abort();
    await super.beforeApplicationShutdown();
    await this.jobs.stop();
  }

  async work(): Promise<void> {
    await this.orLog(async () => {
      await this.jobs.add(await this.outbox.withoutJob());
      this.jobs.wake();
    });
    await this.orLog(() => this.inbox.resume());
    await this.orLog(() => this.inbox.tidy());
    await this.orLog(() => this.left.settle());
  }
}
