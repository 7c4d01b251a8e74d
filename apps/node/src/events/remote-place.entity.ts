import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EventEntity } from './event.entity.js';

/** Places of an event kept for one partner's volunteers, who take part online. */
@Entity('remote_place')
@Check('remote_place_positive', 'places > 0')
@Check('remote_place_college_code', `college_code ~ '^[a-z0-9]{2,16}$'`)
export class RemotePlaceEntity {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'remote_place_pkey' })
  eventId!: string;

  @PrimaryColumn('text', { name: 'college_code', primaryKeyConstraintName: 'remote_place_pkey' })
  collegeCode!: string;

  @Column('int')
  places!: number;

  @ManyToOne(() => EventEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'remote_place_event_exists' })
  event?: Relation<EventEntity>;
}
