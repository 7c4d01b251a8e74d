import { Inject, Injectable } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import { globalId, parseGlobalId } from '#contract/ids.js';
import { OFFER_TEXT } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { isActive, isMember, memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { v7 as uuid } from 'uuid';
import { CollegeService } from '../../college/college.service.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { DomainError, badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { lineOf, textOf } from '../../graph/input-text.js';
import { networkCursor, placeAtCursor } from '../../graph/network-order.js';
import { Page } from '../../graph/page.js';
import { ROSTER } from '../../graph/roster.token.js';
import type { OfferEntity } from '../offer.entity.js';
import type { OfferLoaders } from '../offer.loaders.js';
import { statusOn } from '../offer-status.js';
import { offerPolicy } from '../offer.policy.js';
import { OffersRepository } from '../offers.repository.js';
import { AgreementWords } from './agreement-words.js';
import { isPromised } from './agreement-status.js';
import type { AgreementEntity } from './agreement.entity.js';
import { AgreementsRepository } from './agreements.repository.js';
import { HeldAgreements } from './held-agreements.js';

/** The contract's AgreementInput. */
export interface AgreementAsked {
  readonly offerId: string;
  readonly partnerOfferId: string;
  readonly note?: string | null;
}

/** Curators agree with other colleges' curators about what one has and the other wants. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly held: HeldAgreements,
    private readonly offers: OffersRepository,
    private readonly words: AgreementWords,
    private readonly thisCollege: ThisCollege,
    private readonly colleges: CollegeService,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: OfferLoaders): Promise<AgreementEntity> {
    const agreement = await loaders.agreement.load(this.thisCollege.ownUuid(id, 'agreement'));
    if (!agreement || !offerPolicy.seeAgreements(this.thisCollege.code, actor)) throw notFound('agreement');
    return agreement;
  }

  /** @throws DomainError FORBIDDEN for all but the college's staff; BAD_USER_INPUT naming the argument that cannot be used */
  page(actor: Actor | null, first: number | null | undefined, after: string | null | undefined): Page<AgreementEntity> {
    if (!offerPolicy.seeAgreements(this.thisCollege.code, actor)) throw forbidden('see what this college agrees on with others');
    const from = typeof after === 'string' ? placeAtCursor(this.thisCollege, after) : null;
    return new Page({ first, after }, {
      read: (limit) => this.agreements.page(from, limit),
      count: () => this.agreements.count(),
      cursorOf: ({ proposedAt: at, id }) => networkCursor(this.thisCollege, { at, id }),
    });
  }

  /**
   * Asks a partner whether its offer shall meet one of this college. Proposed twice is proposed once.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND; BAD_USER_INPUT naming what cannot be used
   */
  async propose(actor: Actor | null, asked: AgreementAsked): Promise<AgreementEntity> {
    if (!offerPolicy.agree(this.thisCollege.code, actor)) throw forbidden('agree on anything for this college');
    const ownUuid = this.thisCollege.ownUuid(asked.offerId, 'offer');
    const partnerOfferId = this.partnerOffer(asked.partnerOfferId);
    const note = asked.note ? textOf(asked.note, 'input.note', OFFER_TEXT.note) : null;

    const proposed = await this.offers.inTransaction(async (tx) => {
      const offer = await this.offers.lock(tx, ownUuid);
      if (!offer) throw notFound('offer');
      if (statusOn(offer, await this.colleges.today(tx)) !== 'OPEN') throw badInput('input.offerId', 'is not open any more');
      const same = (await this.agreements.waiting(tx, offer.id)).filter((agreement) => agreement.partnerOfferId === partnerOfferId);
      if (same.some(({ proposedHere }) => !proposedHere)) throw badInput('input.partnerOfferId', 'its college has proposed the same: accept that');
      return same[0] ?? this.ask(tx, offer, partnerOfferId, note);
    });
    this.words.wake();
    return proposed;
  }

  /**
   * Says yes to a partner, and keeps this college's offer for it. Accepted twice is accepted once, and said again: the partner may
   * have forgotten it with an older backup.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND; BAD_USER_INPUT for what cannot be accepted any more
   */
  accept(actor: Actor | null, id: string): Promise<AgreementEntity> {
    return this.decide(actor, id, async (tx, agreement, offer) => {
      if (agreement.proposedHere && !isPromised(agreement)) throw badInput('id', 'was proposed by this college: its partner says yes or no');
      if (agreement.proposedHere) return agreement;
      await this.words.tell(tx, agreement, 'AGREEMENT_ANSWERED', { accepted: true, reason: null });
      if (isPromised(agreement)) return agreement;
      mustWait(agreement);
      if (statusOn(offer, await this.colleges.today(tx)) !== 'OPEN') throw badInput('id', 'the offer of this college is not open any more');
      await this.offers.setStatus(tx, offer.id, 'AGREED');
      return this.agreements.change(tx, agreement, { status: 'ACCEPTED', reason: null });
    });
  }

  /**
   * Says no to a partner, and why.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND; BAD_USER_INPUT for what cannot be declined any more
   */
  decline(actor: Actor | null, id: string, words: string): Promise<AgreementEntity> {
    const reason = lineOf(words, 'reason', OFFER_TEXT.reason);
    return this.decide(actor, id, async (tx, agreement) => {
      if (agreement.status === 'DECLINED') return agreement;
      if (agreement.proposedHere) throw badInput('id', 'was proposed by this college: withdraw it instead');
      mustWait(agreement);
      await this.words.tell(tx, agreement, 'AGREEMENT_ANSWERED', { accepted: false, reason });
      return this.agreements.change(tx, agreement, { status: 'DECLINED', reason });
    });
  }

  /**
   * Takes a proposal back that waits for an answer.
   * @throws DomainError FORBIDDEN for all but the college's curators; NOT_FOUND; BAD_USER_INPUT for what cannot be withdrawn any more
   */
  withdraw(actor: Actor | null, id: string): Promise<AgreementEntity> {
    return this.decide(actor, id, async (tx, agreement) => {
      if (agreement.status === 'WITHDRAWN') return agreement;
      if (!agreement.proposedHere) throw badInput('id', 'was proposed by the partner: decline it instead');
      mustWait(agreement);
      await this.words.tell(tx, agreement, 'AGREEMENT_WITHDRAWN', { reason: null });
      return this.agreements.change(tx, agreement, { status: 'WITHDRAWN', reason: null });
    });
  }

  private async ask(tx: Transaction, offer: OfferEntity, partnerOfferId: string, note: string | null): Promise<AgreementEntity> {
    const id = uuid();
    const thread = this.thisCollege.globalId(id);
    const agreement = await this.agreements.add(tx, { id, thread, offerId: offer.id, partnerOfferId, proposedHere: true, status: 'PROPOSED', note, reason: null });
    const { direction, kind, from, to } = offer;
    await this.words.tell(tx, agreement, 'AGREEMENT_PROPOSED', { offerId: this.thisCollege.globalId(offer.id), direction, kind, from, to, partnerOfferId, note });
    return agreement;
  }

  private async decide(
    actor: Actor | null,
    id: string,
    work: (tx: Transaction, agreement: AgreementEntity, offer: OfferEntity) => Promise<AgreementEntity>,
  ): Promise<AgreementEntity> {
    if (!offerPolicy.agree(this.thisCollege.code, actor)) throw forbidden('agree on anything for this college');
    const own = this.thisCollege.ownUuid(id, 'agreement');
    const decided = await this.offers.inTransaction(async (tx) => {
      const held = await this.held.byId(tx, own);
      if (!held) throw notFound('agreement');
      return work(tx, held.agreement, held.offer);
    });
    this.words.wake();
    return decided;
  }

  /** What would never be delivered is not sent. */
  private partnerOffer(id: string): string {
    const parsed = parseGlobalId(id);
    const member = parsed && memberOf(this.roster.current, parsed.college);
    if (parsed?.college === this.thisCollege.code) throw badInput('input.partnerOfferId', 'must be an offer of another college');
    if (!parsed || !member || !isActive(member)) throw new DomainError(ErrorCode.NOT_FOUND, 'There is no such offer on the network.');
    if (!isMember(member)) throw badInput('input.partnerOfferId', `must be an offer of a member: ${member.shortName} observes the network yet`);
    return globalId(parsed.college, parsed.uuid);
  }
}

/** @throws DomainError BAD_USER_INPUT for one that was answered, or taken back */
function mustWait({ status }: AgreementEntity): void {
  if (status !== 'PROPOSED') throw badInput('id', `waits for no answer any more: it is ${status}`);
}
