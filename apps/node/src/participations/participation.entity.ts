import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { ParticipationStatus } from './participation-status.js';

/**
 * A volunteer of this college takes part in an event, at whichever college, in the home's own books. The host's side of the
 * same is its registration.
 */
@Entity('participation')
@Unique('participation_once_per_event', ['volunteerId', 'eventId']) // in this order, so that its index finds a volunteer's
@Check(
  'participation_status_known',
  `status IN ('AWAITING_HOME', 'AWAITING_HOST', 'CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED', 'ATTENDED', 'NO_SHOW')`,
)
@Check('participation_event_is_global_id', `event_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
export class ParticipationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'participation_pkey' })
  id!: string;

  @Column('uuid', { name: 'volunteer_id' })
  volunteerId!: string;

  @ManyToOne(() => VolunteerEntity)
  @JoinColumn({ name: 'volunteer_id', foreignKeyConstraintName: 'participation_volunteer_exists' })
  volunteer?: Relation<VolunteerEntity>;

  /** Global id: the code in front is the host's. */
  @Column('text', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  status!: ParticipationStatus;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 })
  requestedAt!: Date;
}
