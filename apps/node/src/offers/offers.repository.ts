import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { runAgain } from '../database/run-again.js';
import type { Transaction } from '../database/transaction.js';
import type { NetworkPlace } from '../graph/network-order.js';
import { narrowToWords } from '../search/narrow-to-words.repository.js';
import type { WordsSought } from '../search/search-words.js';
import type { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';
import type { OfferWords } from './offer-words.js';
import { OfferEntity } from './offer.entity.js';

/** Which offers are asked for; what is not given does not narrow. */
export interface OfferCriteria {
  readonly direction?: OfferDirection;
  readonly kinds?: readonly OfferKind[];
  readonly statuses?: readonly OfferStatus[];
  /** Has these words; null where a text has none. */
  readonly words?: WordsSought | null;
  /** Can be had, or is needed, on that day or later. */
  readonly from?: string;
  /** Can be had, or is needed, on that day or earlier. */
  readonly to?: string;
}

@Injectable()
export class OffersRepository {
  constructor(private readonly database: DataSource) {}

  /** In a transaction that runs again where another one's locks were in its way. */
  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  byIds(ids: readonly string[], tx: Transaction = this.database.manager): Promise<OfferEntity[]> {
    return tx.findBy(OfferEntity, { id: In(ids) });
  }

  /** Newest first, from behind `after`. */
  async page(criteria: OfferCriteria, after: NetworkPlace | null, limit: number): Promise<OfferEntity[]> {
    const query = (await this.matching(criteria)).orderBy('offer.postedAt', 'DESC').addOrderBy('offer.id', 'DESC').limit(limit);
    if (after) query.andWhere('(offer.postedAt, offer.id) < (:at, :id)', { ...after });
    return query.getMany();
  }

  async count(criteria: OfferCriteria): Promise<number> {
    return (await this.matching(criteria)).getCount();
  }

  async add(words: OfferWords): Promise<OfferEntity> {
    const now = new Date();
    const offer = { ...words, id: uuid(), status: 'OPEN' as const, postedAt: now, changedAt: now };
    await this.database.manager.insert(OfferEntity, offer);
    return this.database.manager.findOneByOrFail(OfferEntity, { id: offer.id });
  }

  /** Holds the row until the transaction ends: whatever races for an offer comes one after the other. */
  lock(tx: Transaction, id: string): Promise<OfferEntity | null> {
    return tx.findOne(OfferEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  async setStatus(tx: Transaction, id: string, status: OfferStatus): Promise<OfferEntity> {
    await tx.update(OfferEntity, { id }, { status, changedAt: new Date() });
    return tx.findOneByOrFail(OfferEntity, { id });
  }

  private async matching({ direction, kinds, statuses, words, from, to }: OfferCriteria): Promise<SelectQueryBuilder<OfferEntity>> {
    const query = this.database.manager.createQueryBuilder(OfferEntity, 'offer').where('true');
    if (direction) query.andWhere('offer.direction = :direction', { direction });
    if (kinds) query.andWhere('offer.kind = ANY(:kinds)', { kinds });
    // Said as it stands in the index of what is open.
    if (statuses?.length === 1 && statuses[0] === 'OPEN') query.andWhere(`offer.status = 'OPEN' AND NOT ${HAS_PASSED}`);
    else if (statuses) query.andWhere(`(${STATUS} = ANY(:statuses))`, { statuses });
    if (from !== undefined) query.andWhere('(offer.to IS NULL OR offer.to >= :from)', { from });
    if (to !== undefined) query.andWhere('(offer.from IS NULL OR offer.from <= :to)', { to });
    if (words !== undefined) await narrowToWords(query, 'offer.id', 'OFFER', words);
    return query;
  }
}

/** Whether its last day has passed, by the college's calendar; `statusOn` says the same. */
const HAS_PASSED = `coalesce(offer.to < (SELECT (now() AT TIME ZONE college.time_zone)::date FROM college), false)`;

const STATUS = `CASE WHEN offer.status = 'OPEN' AND ${HAS_PASSED} THEN 'CLOSED' ELSE offer.status END`;
