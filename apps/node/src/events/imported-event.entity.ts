import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventEntity } from './event.entity.js';

/** What an imported file said of an event last, so that what was changed in the node since can be told from what the file says anew. */
@Entity('imported_event')
export class ImportedEventEntity {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'imported_event_pkey' })
  eventId!: string;

  /** By field a fingerprint of what the file said, or of what the event had where it said nothing. */
  @Column('jsonb')
  marks!: Record<string, string>;

  @ManyToOne(() => EventEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'imported_event_exists' })
  event?: Relation<EventEntity>;
}
