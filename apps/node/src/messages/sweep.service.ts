import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
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
export class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Messages');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly jobs: DeliveryJobs,
    private readonly delivery: DeliveryService,
    private readonly outbox: OutboxRepository,
    private readonly inbox: InboxService,
    private readonly left: LeftReceivers,
    private readonly relays: RelayClient,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.start((id, receiver) => this.delivery.attempt(id, receiver));
    await this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_MILLISECONDS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.relays.abort();
    await this.jobs.stop();
  }

  private async sweep(): Promise<void> {
    try {
      await this.jobs.add(await this.outbox.withoutJob());
      this.jobs.wake();
      await this.inbox.resume();
      await this.inbox.tidy();
      await this.left.settle();
    } catch (error) {
      this.log.warn({ sweep: 'it is made again in a quarter of a minute', ...loggable(error) });
    }
  }
}
