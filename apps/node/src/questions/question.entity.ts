import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { EventEntity } from '../events/event.entity.js';

/** A question to those who speak at an event of this college; the asker may be another college's. */
@Entity('question')
@Unique('question_asked_once', ['eventId', 'askedBy', 'text']) // in this order, so that its index finds what one person asked
@Index('question_by_votes', ['eventId', 'votes', 'id'])
@Check('question_asker_is_global_id', `asked_by ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('question_votes_positive', 'votes >= 0')
export class QuestionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'question_pkey' })
  id!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @ManyToOne(() => EventEntity)
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'question_event_exists' })
  event?: Relation<EventEntity>;

  /** Global id of the person, who may be another college's. */
  @Column('text', { name: 'asked_by' })
  askedBy!: string;

  /** Whether the asker would have it known whose it is. */
  @Column('boolean', { name: 'under_own_name' })
  underOwnName!: boolean;

  @Column('text')
  text!: string;

  /** How many voted for it: kept beside the votes, for it is what the list is ordered by. */
  @Column('int', { default: 0 })
  votes!: number;

  @Column('boolean', { default: false })
  answered!: boolean;

  /** Kept from everybody but the host's staff. */
  @Column('boolean', { default: false })
  hidden!: boolean;

  @Column({ type: 'timestamptz', name: 'asked_at', precision: 3 })
  askedAt!: Date;
}
