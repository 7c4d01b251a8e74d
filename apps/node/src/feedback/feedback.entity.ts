import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventEntity } from '../events/event.entity.js';

/** What one of those who attended thought of an event. Neither who nor when is kept with it. */
@Entity('feedback')
@Index('feedback_by_event', ['eventId', 'ten'])
@Index('feedback_comments', ['eventId', 'id'], { where: 'comment IS NOT NULL' })
@Check('feedback_rating_known', 'rating BETWEEN 1 AND 5')
@Check('feedback_ten_positive', 'ten >= 0')
export class FeedbackEntity {
  /** Random, for one that grows with time would say who left it. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'feedback_pkey' })
  id!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @ManyToOne(() => EventEntity)
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'feedback_event_exists' })
  event?: Relation<EventEntity>;

  /** Which ten of the event's answers it came among, from 0 on: an average covers whole tens. */
  @Column('int')
  ten!: number;

  @Column('int')
  rating!: number;

  @Column('text', { nullable: true })
  comment!: string | null;
}
