import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';

/** What this college has for others, or looks for at others. */
@Entity('offer')
@Index('offer_by_posting', ['postedAt', 'id'])
@Index('offer_open_by_kind', ['direction', 'kind', 'postedAt', 'id'], { where: `status = 'OPEN'` })
@Check('offer_direction_known', `direction IN ('OFFERED', 'WANTED')`)
@Check('offer_kind_known', `kind IN ('SPEAKER', 'MENTOR', 'EXPERTISE', 'VENUE', 'EQUIPMENT', 'OTHER')`)
@Check('offer_status_known', `status IN ('OPEN', 'AGREED', 'CLOSED')`)
@Check('offer_ends_after_it_begins', 'last_day >= first_day')
export class OfferEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'offer_pkey' })
  id!: string;

  @Column('text')
  direction!: OfferDirection;

  @Column('text')
  kind!: OfferKind;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  details!: string | null;

  /** The first day on which it can be had or is needed; null is any. */
  @Column('date', { name: 'first_day', nullable: true })
  from!: string | null;

  /** The last one; null is any. */
  @Column('date', { name: 'last_day', nullable: true })
  to!: string | null;

  @Column('text')
  status!: OfferStatus;

  @Column({ type: 'timestamptz', name: 'posted_at', precision: 3 })
  postedAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  changedAt!: Date;
}
