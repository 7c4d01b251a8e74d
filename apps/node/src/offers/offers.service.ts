import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import { badInput, forbidden, notFound } from '../graph/domain-error.js';
import { networkCursor, networkKey, placeAtCursor } from '../graph/network-order.js';
import { Page, emptyPage } from '../graph/page.js';
import { wordsSought } from '../search/search-words.js';
import { AgreementsRepository } from './agreements/agreements.repository.js';
import { AgreementWords } from './agreements/agreement-words.js';
import type { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';
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

/** What this college has for others, and what it looks for. */
@Injectable()
export class OffersService {
  constructor(
    private readonly repository: OffersRepository,
    private readonly agreements: AgreementsRepository,
    private readonly words: AgreementWords,
    private readonly thisCollege: ThisCollege,
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

  /** Its place in the order that the whole network shares. */
  keyOf({ postedAt: at, id }: OfferEntity): string {
    return networkKey(this.thisCollege, { at, id });
  }

  /** @throws DomainError FORBIDDEN for all but the college's staff; BAD_USER_INPUT naming what cannot be kept */
  post(actor: Actor | null, asked: OfferAsked): Promise<OfferEntity> {
    if (!offerPolicy.post(this.thisCollege.code, actor)) throw forbidden('post offers of this college');
    return this.repository.add(offerWords(asked));
  }

  /**
   * Nobody can take it up any more, because it was agreed on otherwise or is no longer there. Who waits for an answer is told.
   * @throws DomainError FORBIDDEN for all but the college's staff; NOT_FOUND; BAD_USER_INPUT for what cannot be closed so
   */
  async close(actor: Actor | null, id: string, status: OfferStatus): Promise<OfferEntity> {
    if (!offerPolicy.post(this.thisCollege.code, actor)) throw forbidden('close offers of this college');
    if (status === 'OPEN') throw badInput('status', 'must be AGREED or CLOSED: post it anew instead of opening it again');
    const uuid = this.thisCollege.ownUuid(id, 'offer');
    const closed = await this.repository.inTransaction(async (tx) => {
      const offer = await this.repository.lock(tx, uuid);
      if (!offer) throw notFound('offer');
      if (offer.status === status) return offer;
      if (offer.status === 'CLOSED') throw badInput('status', 'this offer is closed: post it anew');
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
