import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loggable } from '#defence/loggable.js';
import { ConsentsService } from '../../consents/consents.service.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { EntryAgreementService } from './entry-agreement.service.js';
import { type ReliedOn, TakingPartRepository } from './taking-part.repository.js';

const EVERY_MS = 3_600_000;
const AT_ONCE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Consents end with birthdays, and with birthdays that were put right: within an hour the hosts that rely on them are told. */
@Injectable()
export class LapsedConsentsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Consents');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly consents: ConsentsService,
    private readonly agreement: EntryAgreementService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.settleOrLog(), EVERY_MS).unref();
    void this.settleOrLog();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Tells the hosts of every volunteer one of whose consents is in force no more. */
  async settle(): Promise<void> {
    for (const purpose of ['NAME_TO_PARTNERS', 'CREDENTIAL_ISSUE'] as const) await this.settlePurpose(purpose);
  }

  private async settlePurpose(purpose: ReliedOn): Promise<void> {
    let after = BEFORE_ALL;
    for (;;) {
      const volunteers = await this.repository.reliedOn(purpose, after, AT_ONCE);
      for (const volunteer of await this.lapsedOf(purpose, volunteers)) await this.settleOne(volunteer);
      const last = volunteers.at(-1);
      if (!last) return;
      after = last.id;
    }
  }

  private async lapsedOf(purpose: ReliedOn, volunteers: readonly VolunteerEntity[]): Promise<VolunteerEntity[]> {
    const loaders = this.consents.loaders();
    const inForce = await Promise.all(volunteers.map((volunteer) => this.consents.isInForce(volunteer, purpose, loaders)));
    return volunteers.filter((_, index) => inForce[index] === false);
  }

  /** In a transaction of its own: one that fails keeps no other back. */
  private async settleOne({ id }: VolunteerEntity): Promise<void> {
    try {
      const today = await this.consents.today();
      await this.repository.inTransaction(async (tx) => {
        const volunteer = await this.repository.lockVolunteer(tx, id);
        if (volunteer) await this.agreement.settleLapsed(tx, volunteer, today);
      });
    } catch (error) {
      this.log.warn({ lapsed: 'its hosts are told in an hour', ...loggable(error) });
    }
  }

  private async settleOrLog(): Promise<void> {
    const before = this.running;
    this.running = before.then(() => this.settle()).catch((error: unknown) => this.log.warn({ lapsed: 'hosts are told in an hour', ...loggable(error) }));
    await this.running;
  }
}
