import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { EventFormat } from '../events/event-vocabulary.js';
import { EventEntity } from '../events/event.entity.js';
import type { RegistrationStatus } from './registration-status.js';

/** One volunteer's place on one event; the volunteer may be another college's. */
@Entity('registration')
@Unique('registration_once_per_volunteer', ['eventId', 'volunteerId'])
@Index('registration_by_time', ['eventId', 'registeredAt', 'id'])
@Index('registration_by_volunteer', ['volunteerId'])
@Check('registration_status_known', `status IN ('CONFIRMED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW', 'DECLINED')`)
@Check('registration_format_known', `format IN ('ONSITE', 'ONLINE', 'HYBRID')`)
@Check('registration_volunteer_is_global_id', `volunteer_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('registration_minutes_positive', 'minutes >= 0')
@Check('registration_minutes_of_attended', `minutes IS NULL OR status = 'ATTENDED'`)
export class RegistrationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'registration_pkey' })
  id!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @ManyToOne(() => EventEntity)
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'registration_event_exists' })
  event?: Relation<EventEntity>;

  /** Global id, opaque where it is another college's. */
  @Column('text', { name: 'volunteer_id' })
  volunteerId!: string;

  @Column('text')
  status!: RegistrationStatus;

  @Column('text')
  format!: EventFormat;

  @Column({ type: 'timestamptz', name: 'registered_at', precision: 3 })
  registeredAt!: Date;

  /** Minutes of service credited; only to those who attended. */
  @Column('int', { nullable: true })
  minutes!: number | null;
}
