import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { EventFormat, EventStatus } from '../events/event-vocabulary.js';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { CheckInState } from './checking-in/check-in-state.js';
import type { ParticipationStatus } from './participation-status.js';

/**
 * A volunteer of this college takes part in an event, at whichever college, in the home's own books. The host's side of the
 * same is its registration; this row's global id is the thread of what the two tell each other.
 */
@Entity('participation')
@Unique('participation_once_per_event', ['volunteerId', 'eventId']) // in this order, so that its index finds a volunteer's
@Index('participation_by_status', ['status', 'requestedAt', 'id'])
@Index('participation_by_request', ['requestedAt', 'id'])
@Check(
  'participation_status_known',
  `status IN ('AWAITING_HOME', 'AWAITING_HOST', 'CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED', 'ATTENDED', 'NO_SHOW')`,
)
@Check('participation_event_is_global_id', `event_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('participation_format_known', `format IN ('ONSITE', 'ONLINE', 'HYBRID')`)
@Check('participation_place_format_known', `place_format IN ('ONSITE', 'ONLINE', 'HYBRID')`)
@Check('participation_event_told_whole', 'num_nulls(event_title, event_starts_at, event_ends_at, event_time_zone, event_status) IN (0, 5)')
@Check('participation_check_in_known', `check_in IN ('AWAITING_HOST', 'ACCEPTED', 'REFUSED')`)
@Check('participation_checked_in_accepted', `(checked_in_at IS NOT NULL) = (check_in IS NOT DISTINCT FROM 'ACCEPTED')`)
@Check('participation_event_status_known', `event_status IN ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED')`)
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

  /** How the volunteer asked to take part, then how the host has it; null leaves it to the event. */
  @Column('text', { nullable: true })
  format!: EventFormat | null;

  /** How the host last gave a place: so it is recorded, whatever was asked for anew since. Null until it has. */
  @Column('text', { name: 'place_format', nullable: true })
  placeFormat!: EventFormat | null;

  /** Why it was declined or cancelled: a code of the host's, or somebody's words. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** Whether the home's last word to the host was a request. Once it is given up, answers to what was asked before count no more. */
  @Column('boolean', { name: 'seat_asked', default: false })
  seatAsked!: boolean;

  /** How often the host was asked: its answer says which request it is to. */
  @Column('int', { default: 0 })
  request!: number;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 })
  requestedAt!: Date;

  /** Global id of whoever of the staff approved or declined it; null where nobody had to. */
  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  /** What came of the check-in code that the volunteer gave; null while none was given. */
  @Column('text', { name: 'check_in', nullable: true })
  checkIn!: CheckInState | null;

  /** Why the host did not take the code: a code of the host's. */
  @Column('text', { name: 'check_in_reason', nullable: true })
  checkInReason!: string | null;

  /** How many codes were given: the host's answer says to which. */
  @Column('int', { name: 'check_in_tries', default: 0 })
  checkInTries!: number;

  /** When the code was given that the host took. */
  @Column({ type: 'timestamptz', name: 'checked_in_at', precision: 3, nullable: true })
  checkedInAt!: Date | null;
  /** The name that the host was given for entries; null where it was given none, and once that was withdrawn. */
  @Column('text', { name: 'subject_name', nullable: true })
  subjectName!: string | null;

  /** Whether the host was last told that the volunteer agrees to entries. */
  @Column('boolean', { name: 'entry_agreed', default: true })
  entryAgreed!: boolean;

  /** The event as its host last told it; all null until it has. */
  @Column('text', { name: 'event_title', nullable: true })
  eventTitle!: string | null;

  @Column({ type: 'timestamptz', name: 'event_starts_at', precision: 3, nullable: true })
  eventStartsAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'event_ends_at', precision: 3, nullable: true })
  eventEndsAt!: Date | null;

  /** IANA name. */
  @Column('text', { name: 'event_time_zone', nullable: true })
  eventTimeZone!: string | null;

  @Column('text', { name: 'event_status', nullable: true })
  eventStatus!: EventStatus | null;

  /** Places in all, as the host last told it; null is as many as come, or not told. */
  @Column('int', { name: 'event_capacity', nullable: true })
  eventCapacity!: number | null;

  /** How often what a calendar shows of it has changed; kept by the database. */
  @Column('int', { name: 'calendar_sequence', default: 0 })
  calendarSequence!: number;

  /** When that was last; kept by the database. */
  @Column({ type: 'timestamptz', name: 'calendar_changed_at', precision: 3, default: () => 'now()' })
  calendarChangedAt!: Date;
}
