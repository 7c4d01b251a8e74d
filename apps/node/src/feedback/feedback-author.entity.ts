import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventEntity } from '../events/event.entity.js';

/** Somebody left feedback on an event; which it is, nothing says: both tables' rows are written anew, in random order, with each answer. */
@Entity('feedback_author')
export class FeedbackAuthorEntity {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'feedback_author_pkey' })
  eventId!: string;

  /** Global id of the person, who may be another college's. */
  @PrimaryColumn('text', { name: 'person_id', primaryKeyConstraintName: 'feedback_author_pkey' })
  personId!: string;

  @ManyToOne(() => EventEntity)
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'feedback_author_event_exists' })
  event?: Relation<EventEntity>;
}
