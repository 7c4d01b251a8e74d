import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../../database/transaction.js';
import type { NetworkPlace } from '../../graph/network-order.js';
import { AgreementEntity } from './agreement.entity.js';
import { ANSWER_PATIENCE_MS } from './agreement.policy.js';

/** What is said of a new one. */
export type NewAgreement = Pick<AgreementEntity, 'thread' | 'offerId' | 'partnerOfferId' | 'proposedHere' | 'status' | 'note' | 'reason'> & {
  readonly id?: string;
};

@Injectable()
export class AgreementsRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[]): Promise<AgreementEntity[]> {
    return this.database.manager.findBy(AgreementEntity, { id: In(ids) });
  }

  /** Newest first, from behind `after`. */
  page(after: NetworkPlace | null, limit: number): Promise<AgreementEntity[]> {
    const query = this.database.manager
      .createQueryBuilder(AgreementEntity, 'agreement')
      .orderBy('agreement.proposedAt', 'DESC')
      .addOrderBy('agreement.id', 'DESC')
      .limit(limit);
    if (after) query.where('(agreement.proposedAt, agreement.id) < (:at, :id)', { ...after });
    return query.getMany();
  }

  count(): Promise<number> {
    return this.database.manager.count(AgreementEntity);
  }

  find(tx: Transaction, id: string): Promise<AgreementEntity | null> {
    return tx.findOneBy(AgreementEntity, { id });
  }

  ofThread(tx: Transaction, thread: string): Promise<AgreementEntity | null> {
    return tx.findOneBy(AgreementEntity, { thread });
  }

  async add(tx: Transaction, agreement: NewAgreement): Promise<AgreementEntity> {
    const now = new Date();
    const row = { id: uuid(), ...agreement, proposedAt: now, changedAt: now };
    await tx.insert(AgreementEntity, row);
    return tx.findOneByOrFail(AgreementEntity, { id: row.id });
  }

  async change(tx: Transaction, { id }: AgreementEntity, { status, reason }: Pick<AgreementEntity, 'status' | 'reason'>): Promise<AgreementEntity> {
    await tx.update(AgreementEntity, { id }, { status, reason, changedAt: new Date() });
    return tx.findOneByOrFail(AgreementEntity, { id });
  }

  /** The one that promises an offer: accepted, or agreed. */
  promised(tx: Transaction, offerId: string): Promise<AgreementEntity | null> {
    return tx.findOneBy(AgreementEntity, { offerId, status: In(['ACCEPTED', 'AGREED']) });
  }

  /** Those about one offer that wait for an answer. */
  waiting(tx: Transaction, offerId: string): Promise<AgreementEntity[]> {
    return tx.find(AgreementEntity, { where: { offerId, status: 'PROPOSED' }, order: { proposedAt: 'ASC', id: 'ASC' } });
  }

  /**
   * What waits for the answer of a partner that left or has been silent for too long, and what was accepted of one that left for good.
   * @param left codes of the colleges that left the network
   * @param leftForGood those of them from which nothing comes any more
   */
  async waitingInVain(left: readonly string[], leftForGood: readonly string[], now: Date, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(IN_VAIN, [left, leftForGood, new Date(now.getTime() - ANSWER_PATIENCE_MS), limit]);
    return rows.map(({ id }) => id);
  }
}

/** What the agreement policy calls unanswered, in SQL, and whatever is open with colleges that left. */
const IN_VAIN = `
  SELECT id FROM agreement
  WHERE (status = 'PROPOSED' AND split_part(partner_offer_id, ':', 1) = ANY($1))
     OR (status = 'ACCEPTED' AND split_part(partner_offer_id, ':', 1) = ANY($2))
     OR (status = 'PROPOSED' AND proposed_here AND proposed_at <= $3)
  ORDER BY id
  LIMIT $4`;
