import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collegeOf, parseGlobalId } from '#contract/ids.js';
import { CollegeService } from '../../college/college.service.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import type { MessageContent, MessageKind } from '../../messages/message-kinds.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import { statusOn } from '../offer-status.js';
import type { OfferEntity } from '../offer.entity.js';
import { OffersRepository } from '../offers.repository.js';
import type { AgreementEntity } from './agreement.entity.js';
import { isPromised } from './agreement-status.js';
import { agreementPolicy } from './agreement.policy.js';
import { AgreementsRepository } from './agreements.repository.js';
import { type HeldAgreement, HeldAgreements } from './held-agreements.js';

const OFFER_CLOSED = 'OFFER_CLOSED';

/**
 * What two colleges say to each other about an agreement. The partner's yes keeps the partner's offer; the proposer then keeps
 * its own and says that it is agreed, or that its own is gone, and the partner's is open again. So no offer is promised twice,
 * whichever node was away meanwhile.
 */
@Injectable()
export class AgreementWords implements OnModuleInit {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly held: HeldAgreements,
    private readonly offers: OffersRepository,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
    private readonly colleges: CollegeService,
  ) {}

  onModuleInit(): void {
    this.messages.handle('AGREEMENT_PROPOSED', (tx, message) => this.proposed(tx, message));
    this.messages.handle('AGREEMENT_WITHDRAWN', (tx, message) => this.withdrawn(tx, message));
    this.messages.handle('AGREEMENT_ANSWERED', (tx, message) => this.answered(tx, message));
    this.messages.handle('AGREEMENT_SETTLED', (tx, message) => this.settled(tx, message));
  }

  /** Tells the partner of an agreement. */
  async tell<Kind extends MessageKind>(tx: Transaction, { thread, partnerOfferId }: AgreementEntity, kind: Kind, content: MessageContent<Kind>): Promise<void> {
    await this.send(tx, partnerOfferId, thread, kind, content);
  }

  /** Called after the commit of a transaction that told somebody something. */
  wake(): void {
    this.messages.wake();
  }

  /** Nobody waits any more for an answer about an offer that is gone. */
  async turnAwayOthers(tx: Transaction, offerId: string): Promise<void> {
    for (const agreement of await this.agreements.waiting(tx, offerId)) await this.giveUp(tx, agreement, OFFER_CLOSED);
  }

  /** Ends one that waits for an answer, whoever proposed it, and tells the partner why. */
  async giveUp(tx: Transaction, agreement: AgreementEntity, reason: string): Promise<void> {
    await this.agreements.change(tx, agreement, { status: agreement.proposedHere ? 'WITHDRAWN' : 'DECLINED', reason });
    if (agreement.proposedHere) await this.tell(tx, agreement, 'AGREEMENT_WITHDRAWN', { reason });
    else await this.tell(tx, agreement, 'AGREEMENT_ANSWERED', { accepted: false, reason });
  }

  /** Nothing came of this college's yes: the offer that it kept for the partner is there for others again. */
  async lapse(tx: Transaction, { agreement, offer }: HeldAgreement, reason: string | null): Promise<void> {
    await this.agreements.change(tx, agreement, { status: 'LAPSED', reason });
    if (offer.status === 'AGREED') await this.offers.setStatus(tx, offer.id, 'OPEN');
  }

  private async proposed(tx: Transaction, { from, thread, content }: ReceivedMessage<'AGREEMENT_PROPOSED'>): Promise<void> {
    const { offerId, partnerOfferId, note, ...matching } = content;
    if (parseGlobalId(thread)?.college !== from || parseGlobalId(offerId)?.college !== from) throw new MessageRefused('a college proposes for its own offers alone');
    const uuid = this.thisCollege.uuidOf(partnerOfferId);
    const offer = uuid === null ? null : await this.offers.lock(tx, uuid);
    if (!offer) return this.send(tx, offerId, thread, 'AGREEMENT_ANSWERED', { accepted: false, reason: OFFER_CLOSED });

    const refusal = agreementPolicy.refusal(await this.today(tx, offer), await this.agreements.waiting(tx, offer.id), { thread, offerId, ...matching });
    if (refusal) return this.send(tx, offerId, thread, 'AGREEMENT_ANSWERED', { accepted: false, reason: refusal });
    await this.agreements.add(tx, { thread, offerId: offer.id, partnerOfferId: offerId, proposedHere: false, status: 'PROPOSED', note, reason: null });
  }

  private async withdrawn(tx: Transaction, { from, thread, content: { reason } }: ReceivedMessage<'AGREEMENT_WITHDRAWN'>): Promise<void> {
    if (collegeOf(thread) !== from) throw new MessageRefused('a college withdraws its own proposals alone');
    const held = await this.held.ofThread(tx, thread);
    // A proposer that takes back what was accepted had not heard the yes; or it had, and its older backup was restored. It promises nothing either way.
    if (held && isPromised(held.agreement)) return this.lapse(tx, held, reason);
    if (held?.agreement.status === 'PROPOSED') await this.agreements.change(tx, held.agreement, { status: 'WITHDRAWN', reason });
  }

  private async answered(tx: Transaction, { from, thread, content: { accepted, reason } }: ReceivedMessage<'AGREEMENT_ANSWERED'>): Promise<void> {
    const held = await this.held.ofThread(tx, thread);
    if (!held?.agreement.proposedHere || collegeOf(held.agreement.partnerOfferId) !== from) throw new MessageRefused('nothing was proposed to this college there');
    const { agreement, offer } = held;
    if (!accepted) {
      // Where it is agreed, the partner has forgotten its yes with an older backup, and keeps no offer for this college.
      if (agreement.status === 'AGREED') await this.lapse(tx, held, reason);
      if (agreement.status === 'PROPOSED') await this.agreements.change(tx, agreement, { status: 'DECLINED', reason });
      return;
    }
    if (agreement.status === 'AGREED') {
      // Said again by a partner that no longer knows: its older backup was restored.
      await this.tell(tx, agreement, 'AGREEMENT_SETTLED', { agreed: true, reason: null });
    } else if (agreementPolicy.canKeep(agreement, await this.today(tx, offer))) {
      await this.offers.setStatus(tx, offer.id, 'AGREED');
      await this.agreements.change(tx, agreement, { status: 'AGREED', reason: null });
      await this.tell(tx, agreement, 'AGREEMENT_SETTLED', { agreed: true, reason: null });
      await this.turnAwayOthers(tx, offer.id);
    } else {
      if (agreement.status === 'PROPOSED') await this.agreements.change(tx, agreement, { status: 'LAPSED', reason: OFFER_CLOSED });
      await this.tell(tx, agreement, 'AGREEMENT_SETTLED', { agreed: false, reason: OFFER_CLOSED });
    }
  }

  private async settled(tx: Transaction, { from, thread, content: { agreed, reason } }: ReceivedMessage<'AGREEMENT_SETTLED'>): Promise<void> {
    if (collegeOf(thread) !== from) throw new MessageRefused('a college settles its own proposals alone');
    const held = await this.held.ofThread(tx, thread);
    if (!held) return;
    const { agreement, offer } = held;
    if (!agreed) {
      if (isPromised(agreement)) await this.lapse(tx, held, reason);
    } else if (agreement.status === 'ACCEPTED') {
      await this.agreements.change(tx, agreement, { status: 'AGREED', reason: null });
      await this.turnAwayOthers(tx, offer.id);
    } else if (agreement.status !== 'AGREED' && agreement.status !== 'PROPOSED') {
      // The proposer keeps its offer for what has ended here. What waits here again is its curator's to accept once more, or to decline.
      await this.tell(tx, agreement, 'AGREEMENT_ANSWERED', { accepted: false, reason: OFFER_CLOSED });
    }
  }

  /** An offer as it is today: what is open is so until its last day has passed. */
  private async today(tx: Transaction, offer: OfferEntity): Promise<Pick<OfferEntity, 'status' | 'direction' | 'kind' | 'from' | 'to'>> {
    const { direction, kind, from, to } = offer;
    return { direction, kind, from, to, status: statusOn(offer, await this.colleges.today(tx)) };
  }

  private async send<Kind extends MessageKind>(tx: Transaction, partnerOfferId: string, thread: string, kind: Kind, content: MessageContent<Kind>): Promise<void> {
    const to = collegeOf(partnerOfferId);
    if (to === null) throw new Error('An agreement names an offer of no college.'); // the database refuses such a row
    await this.messages.send(tx, { to, thread, kind, content });
  }
}
