import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventEntity } from '../event.entity.js';
import type { CoHostState } from './co-host-state.js';

/** A college that was asked to hold an event together with this one, and what it answered. */
@Entity('co_host')
@Index('co_host_by_college', ['college', 'state'])
@Check('co_host_college_code', `college ~ '^[a-z0-9]{2,16}$'`)
@Check('co_host_state_known', `state IN ('INVITED', 'ACCEPTED', 'DECLINED')`)
@Check('co_host_answered', `(state = 'INVITED') = (answered_at IS NULL)`)
export class CoHostEntity {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'co_host_pkey' })
  eventId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'co_host_pkey' })
  college!: string;

  @Column('text')
  state!: CoHostState;

  @Column({ type: 'timestamptz', name: 'invited_at', precision: 3 })
  invitedAt!: Date;

  @Column({ type: 'timestamptz', name: 'answered_at', precision: 3, nullable: true })
  answeredAt!: Date | null;

  @ManyToOne(() => EventEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'co_host_event_exists' })
  event?: Relation<EventEntity>;
}
