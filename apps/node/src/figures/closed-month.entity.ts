import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Measure } from './measure.js';

/** What one figure was in one whole month, as it was closed: it stays, so that one person more or less never shows. */
@Entity('closed_month')
@Check('closed_month_form', `month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`)
@Check('closed_month_since_form', `since ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`)
@Check('closed_month_since_not_after', 'since <= month')
@Check('closed_month_amount_positive', 'amount >= 0')
export class ClosedMonthEntity {
  /** YYYY-MM */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'closed_month_pkey' })
  month!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'closed_month_pkey' })
  measure!: Measure;

  /** The first month that the amount covers: earlier than `month` where it waited until enough people stood behind it. */
  @Column('text')
  since!: string;

  /** Null is suppressed: over too few people. */
  @Column('int', { nullable: true })
  amount!: number | null;

  /** Global ids of the people the amount is over. Never leaves the node. */
  @Column('text', { array: true })
  people!: string[];

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3 })
  closedAt!: Date;
}
