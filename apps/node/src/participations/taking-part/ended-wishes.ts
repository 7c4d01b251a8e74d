import { Injectable } from '@nestjs/common';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { Messages } from '../../messages/messages.js';
import { hostOf } from '../host-of.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { participationPolicy } from '../participation.policy.js';
import { EntryAgreementService } from './entry-agreement.service.js';
import { TakingPartRepository } from './taking-part.repository.js';

/** Ends participations that nothing can come of any more, and says why. */
@Injectable()
export class EndedWishes {
  constructor(
    private readonly repository: TakingPartRepository,
    private readonly agreement: EntryAgreementService,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** @param left codes of the colleges that left the network */
  async end(tx: Transaction, id: string, left: ReadonlySet<string>): Promise<void> {
    const participation = await this.repository.lock(tx, id);
    if (!participation || !participationPolicy.isOpen(participation.status)) return; // somebody was faster
    if (left.has(hostOf(participation))) return this.giveUp(tx, participation, 'HOST_LEFT');
    const now = new Date();
    if (participationPolicy.isTooLateToAsk(participation, now)) await this.repository.change(tx, participation, { status: 'DECLINED', reason: 'EVENT_CLOSED' });
    else if (participationPolicy.isHostLost(participation, now)) await this.giveUp(tx, participation, 'HOST_SILENT');
  }

  /** Should the host come back, it learns that the place is free. */
  private async giveUp(tx: Transaction, participation: ParticipationEntity, reason: 'HOST_LEFT' | 'HOST_SILENT'): Promise<void> {
    await this.repository.change(tx, participation, { status: 'CANCELLED', reason, seatAsked: false });
    if (!participation.seatAsked) return;
    await this.agreement.keepName(tx, participation);
    await this.messages.send(tx, { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id), kind: 'SEAT_WITHDRAWN', content: {} });
  }
}
