import { Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import type { CollegeEntity } from '../college/college.entity.js';
import { CollegeService } from '../college/college.service.js';
import { CollegesAskedService } from '../college/colleges-asked.service.js';
import { dayAt } from '../college/local-time.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { networkCursor, networkKey, placeAtCursor } from '../graph/network-order.js';
import { Page, emptyPage } from '../graph/page.js';
import { wordsSought } from '../search/search-words.js';
import { AgreementsRepository } from './agreements/agreements.repository.js';
import { AgreementWords } from './agreements/agreement-words.js';
import type { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';
import { statusOn } from './offer-status.js';
import { type OfferAsked, offerWords } from './offer-words.js';
import type { OfferEntity } from './offer.entity.js';
import { type OfferLoaders, offerLoaders } from './offer.loaders.js';
import { offerPolicy } from './offer.policy.js';
import { type OfferCriteria, OffersRepository } from './offers.repository.js';

/** The contract's OfferFilter. */
export interface OffersAsked {
  readonly direction?: OfferDirection | null;
  readonly kinds?: readonly OfferKind[] | null;
  readonly statuses?: readonly OfferStatus[] | null;
  readonly colleges?: readonly string[] | null;
  readonly text?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Whose time zone says which day it is. */
interface TodayLoaders {
  readonly college: { load(code: string): Promise<CollegeEntity> };
}

/** What this college has for others, and what it looks for. */
@Injectable()
export class OffersService {
  constructor(
    private readonly repository: OffersRepository,
    private readonly agreements: AgreementsRepository,
    private readonly words: AgreementWords,
    private readonly thisCollege: ThisCollege,
    private readonly colleges: CollegeService,
    private readonly collegesAsked: CollegesAskedService,
  ) {}

  loaders(): OfferLoaders {
    return offerLoaders(this.repository, this.agreements);
  }

  /** @throws DomainError NOT_FOUND where there is none, and where the actor may not know */
  async find(actor: Actor | null, id: unknown, loaders: OfferLoaders): Promise<OfferEntity> {
    const offer = await loaders.offer.load(this.thisCollege.ownUuid(id, 'offer'));
    if (!offer || !offerPolicy.see(actor)) throw notFound('offer');
    return offer;
  }

  /** Those of the offers that are there, where the actor may see any, by id. */
  async seenAmong(tx: Transaction, actor: Actor | null, ids: readonly string[]): Promise<ReadonlyMap<string, OfferEntity>> {
    const offers = ids.length === 0 || !offerPolicy.see(actor) ? [] : await this.repository.byIds(ids, tx);
    return new Map(offers.map((offer) => [offer.id, offer]));
  }

  /**
   * The college's offers and wants that the actor may see, newest first.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  page(actor: Actor | null, asked: OffersAsked | null | undefined, first: number | null | undefined, after: string | null | undefined): Page<OfferEntity> {
    const criteria = criteriaOf(asked ?? {});
    const from = typeof after === 'string' ? placeAtCursor(this.thisCollege, after) : null;
    const isElsewhere = asked?.colleges && !asked.colleges.includes(this.thisCollege.code);
    if (isElsewhere || !offerPolicy.see(actor)) return emptyPage({ first, after });
    return new Page({ first, after }, {
      read: (limit) => this.repository.page(criteria, from, limit),
      count: () => this.repository.count(criteria),
      cursorOf: ({ postedAt: at, id }) => networkCursor(this.thisCollege, { at, id }),
    });
  }

  /**
   * `page` as the college's own list: other colleges that it names are of the network, as in the merged one.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  ownList(actor: Actor | null, asked: OffersAsked | null | undefined, first: number | null | undefined, after: string | null | undefined): Page<OfferEntity> {
    this.collegesAsked.check('filter.colleges', asked?.colleges);
    return this.page(actor, asked, first, after);
  }

  /** Its place in the order that the whole network shares. */
  keyOf({ postedAt: at, id }: OfferEntity): string {
    return networkKey(this.thisCollege, { at, id });
  }

  /** What it is today: open until its last day has passed. */
  status(offer: OfferEntity, loaders: TodayLoaders): OfferStatus | Promise<OfferStatus> {
    if (offer.status !== 'OPEN' || offer.to === null) return offer.status;
    return loaders.college.load(this.thisCollege.code).then(({ timeZone }) => statusOn(offer, dayAt(new Date(), timeZone)));
  }

  /** @throws DomainError FORBIDDEN for all but the college's staff; BAD_USER_INPUT naming what cannot be kept */
  async post(actor: Actor | null, asked: OfferAsked): Promise<OfferEntity> {
    if (!offerPolicy.post(this.thisCollege.code, actor)) throw forbidden('post offers of this college');
    return this.repository.add(offerWords(asked, await this.colleges.today()));
  }

  /**
   * Nobody can take it up any more, because it was agreed on otherwise or is no longer there. Who waits for an answer is told.
   * @throws DomainError FORBIDDEN for all but the college's staff; NOT_FOUND; BAD_USER_INPUT for what cannot be closed so, and for what an agreement promises
   */
  async close(actor: Actor | null, id: string, status: OfferStatus): Promise<OfferEntity> {
    if (!offerPolicy.post(this.thisCollege.code, actor)) throw forbidden('close offers of this college');
    if (status === 'OPEN') throw badInput('status', 'must be AGREED or CLOSED: post it anew instead of opening it again');
    const uuid = this.thisCollege.ownUuid(id, 'offer');
    const closed = await this.repository.inTransaction(async (tx) => {
      const offer = await this.repository.lock(tx, uuid);
      if (!offer) throw notFound('offer');
      const standing = statusOn(offer, await this.colleges.today(tx));
      if (standing === status) return offer;
      if (standing === 'CLOSED') throw badInput('status', 'this offer is closed: post it anew');
      const promised = await this.agreements.promised(tx, offer.id);
      if (promised) throw badInput('id', `is promised to ${collegeOf(promised.partnerOfferId) ?? 'a partner'} by an agreement, and stays AGREED at both colleges: post it anew where there is another`);
      await this.words.turnAwayOthers(tx, offer.id);
      return this.repository.setStatus(tx, offer.id, status);
    });
    this.words.wake();
    return closed;
  }
}

/** @throws DomainError BAD_USER_INPUT naming what cannot be used */
function criteriaOf({ direction, kinds, statuses, text, from, to }: OffersAsked): OfferCriteria {
  if (from && to && to < from) throw badInput('filter.to', 'must not be before filter.from');
  return {
    ...(direction && { direction }),
    ...(kinds && { kinds }),
    ...(statuses && { statuses }),
    ...(from && { from }),
    ...(to && { to }),
    ...(typeof text === 'string' && text !== '' && { words: wordsSought(text, 'filter.text') }),
  };
}
