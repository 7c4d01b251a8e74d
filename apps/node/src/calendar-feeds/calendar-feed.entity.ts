import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { AccountEntity } from '../sign-in/accounts/account.entity.js';

/** A secret address at which one person's calendar is read; whoever has it needs no more. */
@Entity('calendar_feed')
@Unique('calendar_feed_secret_once', ['secretHash'])
@Check('calendar_feed_secret_hashed', 'octet_length(secret_hash) = 32')
export class CalendarFeedEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'calendar_feed_pkey' })
  accountId!: string;

  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'calendar_feed_account_exists' })
  account?: Relation<AccountEntity>;

  /** SHA-256 of the secret, which nobody keeps. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** To the hour. */
  @Column('timestamptz', { name: 'last_read_at', nullable: true })
  lastReadAt!: Date | null;
}
