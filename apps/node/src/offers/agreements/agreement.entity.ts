import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { OfferEntity } from '../offer.entity.js';
import type { AgreementStatus } from './agreement-status.js';

/** This college's side of an agreement about two offers, its own and a partner's. */
@Entity('agreement')
@Unique('agreement_of_thread_once', ['thread'])
@Index('agreement_by_proposal', ['proposedAt', 'id'])
@Index('agreement_of_offer', ['offerId', 'proposedAt', 'id'])
@Index('agreement_one_of_offer', ['offerId'], { unique: true, where: `status IN ('ACCEPTED', 'AGREED')` })
@Index('agreement_proposed_once', ['offerId', 'partnerOfferId'], { unique: true, where: `status = 'PROPOSED' AND proposed_here` })
@Check('agreement_thread_is_global_id', `thread ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('agreement_partner_offer_is_global_id', `partner_offer_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('agreement_status_known', `status IN ('PROPOSED', 'ACCEPTED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'LAPSED')`)
export class AgreementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agreement_pkey' })
  id!: string;

  /** Global id of the proposer's side: what both colleges know it by in their messages. */
  @Column('text')
  thread!: string;

  @Column('uuid', { name: 'offer_id' })
  offerId!: string;

  @ManyToOne(() => OfferEntity)
  @JoinColumn({ name: 'offer_id', foreignKeyConstraintName: 'agreement_offer_exists' })
  offer?: Relation<OfferEntity>;

  /** Global id of the partner's offer. */
  @Column('text', { name: 'partner_offer_id' })
  partnerOfferId!: string;

  @Column('boolean', { name: 'proposed_here' })
  proposedHere!: boolean;

  @Column('text')
  status!: AgreementStatus;

  /** What the proposer said with it. */
  @Column('text', { nullable: true })
  note!: string | null;

  /** Why nothing came of it. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', name: 'proposed_at', precision: 3 })
  proposedAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  changedAt!: Date;
}
