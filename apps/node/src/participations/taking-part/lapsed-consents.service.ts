import { Injectable } from '@nestjs/common';
import { ConsentsService } from '../../consents/consents.service.js';
import { RecurringWork } from '../../recurring-work.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { EntryAgreementService } from './entry-agreement.service.js';
import { type ReliedOn, TakingPartRepository } from './taking-part.repository.js';

const HOUR_MS = 3_600_000;
const AT_ONCE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Consents end with birthdays, and with birthdays that were put right: within an hour the hosts that rely on them are told. */
@Injectable()
export class LapsedConsentsService extends RecurringWork {
  constructor(
    private readonly repository: TakingPartRepository,
    private readonly consents: ConsentsService,
    private readonly agreement: EntryAgreementService,
  ) {
    super({ log: 'Consents', everyMs: HOUR_MS, late: { lapsed: 'hosts are told in an hour' } });
  }

  /** Tells the hosts of every volunteer one of whose consents is in force no more. */
  override async work(): Promise<void> {
    for (const purpose of ['NAME_TO_PARTNERS', 'CREDENTIAL_ISSUE'] as const) await this.settlePurpose(purpose);
  }

  private async settlePurpose(purpose: ReliedOn): Promise<void> {
    let after = BEFORE_ALL;
    for (;;) {
      const volunteers = await this.repository.reliedOn(purpose, after, AT_ONCE);
      for (const volunteer of await this.lapsedOf(purpose, volunteers)) await this.orLog(() => this.settleOne(volunteer));
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

  /** In a transaction of its own. */
  private async settleOne({ id }: VolunteerEntity): Promise<void> {
    const today = await this.consents.today();
    await this.repository.inTransaction(async (tx) => {
      const volunteer = await this.repository.lockVolunteer(tx, id);
      if (volunteer) await this.agreement.settleLapsed(tx, volunteer, today);
    });
  }
}
