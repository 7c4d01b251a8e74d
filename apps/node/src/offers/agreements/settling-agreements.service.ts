import { Inject, Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import { hasLeft, hasLeftForGood } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import type { Transaction } from '../../database/transaction.js';
import { ROSTER } from '../../graph/roster.token.js';
import { RecurringWork } from '../../recurring-work.js';
import { OffersRepository } from '../offers.repository.js';
import { AgreementWords } from './agreement-words.js';
import { agreementPolicy } from './agreement.policy.js';
import { AgreementsRepository } from './agreements.repository.js';
import { HeldAgreements } from './held-agreements.js';

const MINUTE_MS = 60_000;
const MOST_AT_ONCE = 500;

/** Codes of the colleges that left the network; of those that left for good, nothing comes any more that they owed. */
interface Left {
  readonly atAll: ReadonlySet<string>;
  readonly forGood: ReadonlySet<string>;
}

/** Nobody waits for what will not come: for a partner that has left the network, or has not answered for a month. */
@Injectable()
export class SettlingAgreementsService extends RecurringWork {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly held: HeldAgreements,
    private readonly offers: OffersRepository,
    private readonly words: AgreementWords,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {
    super({ log: 'Agreements', everyMs: MINUTE_MS, late: { waitingInVain: 'it ends a minute later' } });
  }

  /** Ends some of what waits in vain, each in a transaction of its own. */
  override async work(): Promise<void> {
    const left = this.left();
    for (const id of await this.agreements.waitingInVain([...left.atAll], [...left.forGood], new Date(), MOST_AT_ONCE)) {
      await this.orLog(() => this.offers.inTransaction((tx) => this.end(tx, id, left)));
    }
    this.words.wake();
  }

  private left(): Left {
    const colleges = this.roster.isInForce ? this.roster.current.colleges.filter(hasLeft) : [];
    return { atAll: new Set(colleges.map(({ code }) => code)), forGood: new Set(colleges.filter(hasLeftForGood).map(({ code }) => code)) };
  }

  private async end(tx: Transaction, id: string, { atAll, forGood }: Left): Promise<void> {
    const held = await this.held.byId(tx, id);
    if (!held) return;
    const { agreement } = held;
    const partner = collegeOf(agreement.partnerOfferId) ?? '';
    if (agreement.status === 'PROPOSED' && atAll.has(partner)) await this.words.giveUp(tx, agreement, 'PARTNER_LEFT');
    else if (agreement.status === 'ACCEPTED' && forGood.has(partner)) await this.words.lapse(tx, held, 'PARTNER_LEFT');
    else if (agreementPolicy.isUnanswered(agreement, new Date())) await this.words.giveUp(tx, agreement, 'NO_ANSWER');
  }
}
