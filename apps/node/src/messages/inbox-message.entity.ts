import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A message of another college: it has an effect once, however often it comes, and only after those before it. */
@Entity('inbox_message')
@Unique('inbox_message_in_order', ['sender', 'thread', 'sequence'])
@Index('inbox_message_waiting', ['receivedAt'], { where: 'applied_at IS NULL' })
@Check('inbox_message_sequence_from_one', 'sequence >= 1')
@Index('inbox_message_early', ['sender'], { where: 'applied_at IS NULL AND refused_at IS NULL' })
@Index('inbox_message_refused', ['sender', 'refusedAt', 'id'], { where: 'refused_at IS NOT NULL' })
@Check('inbox_message_emptied_once_done', '(content IS NULL) = (applied_at IS NOT NULL OR refused_at IS NOT NULL)')
@Check('inbox_message_refused_with_problem', '(refused_at IS NULL) = (problem IS NULL)')
@Check('inbox_message_one_outcome', 'applied_at IS NULL OR refused_at IS NULL')
export class InboxMessageEntity {
  /** Code of the college. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'inbox_message_pkey' })
  sender!: string;

  /** The sender's: the same at every attempt. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'inbox_message_pkey' })
  id!: string;

  @Column('text')
  thread!: string;

  @Column('int')
  sequence!: number;

  /** As it came: a newer college may know more kinds. */
  @Column('text')
  kind!: string;

  /** Null once applied or refused. */
  @Column('jsonb', { nullable: true })
  content!: object | null;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt!: Date;

  @Column({ type: 'timestamptz', name: 'applied_at', precision: 3, nullable: true })
  appliedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'refused_at', precision: 3, nullable: true })
  refusedAt!: Date | null;

  /** Why it will never be applied; the sender is told. */
  @Column('text', { nullable: true })
  problem!: string | null;
}
