import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Transaction } from '../../database/transaction.js';
import type { RefusedMessage } from '../../messages/message-refusals.js';
import { Messages } from '../../messages/messages.js';
import { isPromised } from './agreement-status.js';
import { AgreementWords } from './agreement-words.js';
import { AgreementsRepository } from './agreements.repository.js';
import { HeldAgreements } from './held-agreements.js';

const PARTNER_REFUSED = 'PARTNER_REFUSED';

/** What the partner's node can never take comes to nothing: nobody waits for an answer to it, and no offer is kept for it. */
@Injectable()
export class RefusedProposalsService implements OnModuleInit {
  constructor(
    private readonly held: HeldAgreements,
    private readonly agreements: AgreementsRepository,
    private readonly words: AgreementWords,
    private readonly messages: Messages,
  ) {}

  onModuleInit(): void {
    this.messages.whenRefused('AGREEMENT_PROPOSED', (tx, refused) => this.proposalRefused(tx, refused));
    this.messages.whenRefused('AGREEMENT_ANSWERED', (tx, refused) => this.answerRefused(tx, refused));
  }

  /** One that was taken back since waits for nothing. */
  private async proposalRefused(tx: Transaction, { to, thread }: RefusedMessage<'AGREEMENT_PROPOSED'>): Promise<void> {
    const held = await this.held.ofThread(tx, thread);
    if (!held?.agreement.proposedHere || held.agreement.status !== 'PROPOSED' || collegeOf(held.agreement.partnerOfferId) !== to) return;
    await this.agreements.change(tx, held.agreement, { status: 'DECLINED', reason: PARTNER_REFUSED });
  }

  /** A yes that was never heard, or that is not known any more when it is said again: the proposer has promised nothing. */
  private async answerRefused(tx: Transaction, { to, thread, content: { accepted } }: RefusedMessage<'AGREEMENT_ANSWERED'>): Promise<void> {
    const held = await this.held.ofThread(tx, thread);
    if (!accepted || !held || !isPromised(held.agreement) || collegeOf(held.agreement.partnerOfferId) !== to) return;
    await this.words.lapse(tx, held, PARTNER_REFUSED);
  }
}
