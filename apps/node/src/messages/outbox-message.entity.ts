import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MessageKind } from './message-kinds.js';

/** A message to another college, written in the transaction of the change that it tells of. This row is the truth; a job only wakes its delivery. */
@Entity('outbox_message')
@Index('outbox_message_in_order', ['receiver', 'thread', 'sequence'], { unique: true, where: 'NOT receiver_left' })
@Index('outbox_message_waiting', ['receiver', 'createdAt'], { where: 'delivered_at IS NULL' })
@Check('outbox_message_sequence_from_one', 'sequence >= 1')
@Check('outbox_message_next_sequence_when_refused', 'next_sequence IS NULL OR refused_at IS NOT NULL')
@Check('outbox_message_receiver_left_for_good', 'NOT receiver_left OR (refused_at IS NOT NULL AND next_sequence IS NULL)')
@Check('outbox_message_emptied_once_done', '(content IS NULL) = (delivered_at IS NOT NULL OR (refused_at IS NOT NULL AND next_sequence IS NULL))')
@Check('outbox_message_one_outcome', 'delivered_at IS NULL OR refused_at IS NULL')
export class OutboxMessageEntity {
  /** The same at every attempt. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'outbox_message_pkey' })
  id!: string;

  /** Code of the college. */
  @Column('text')
  receiver!: string;

  @Column('text')
  thread!: string;

  @Column('int')
  sequence!: number;

  @Column('text')
  kind!: MessageKind;

  /** Null once delivered, or refused for good: personal data does not stay in a queue. */
  @Column('jsonb', { nullable: true })
  content!: object | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'last_tried_at', precision: 3, nullable: true })
  lastTriedAt!: Date | null;

  /** Why the last attempt came to nothing, or the receiver's reason to refuse. */
  @Column('text', { name: 'last_problem', nullable: true })
  lastProblem!: string | null;

  @Column({ type: 'timestamptz', name: 'delivered_at', precision: 3, nullable: true })
  deliveredAt!: Date | null;

  /** It is not tried again: the receiver said that it will never be applied, or has left the network. */
  @Column({ type: 'timestamptz', name: 'refused_at', precision: 3, nullable: true })
  refusedAt!: Date | null;

  /** Whether nobody took it before the receiver had left for so long that nobody waits any more; its number is free. */
  @Column('boolean', { name: 'receiver_left', default: false })
  receiverLeft!: boolean;

  /** Where another message has its number at the receiver: the first that is free there. Those behind it wait until somebody gives it that. */
  @Column('int', { name: 'next_sequence', nullable: true })
  nextSequence!: number | null;
}
