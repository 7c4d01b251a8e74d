import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { EventFormat } from '../events/event-vocabulary.js';
import { EventEntity } from '../events/event.entity.js';
import type { VolunteerKind } from '../volunteers/volunteer.entity.js';
import type { RegistrationStatus } from './registration-status.js';

/** One volunteer's place on one event; the volunteer may be another college's. */
@Entity('registration')
@Unique('registration_once_per_volunteer', ['eventId', 'volunteerId'])
@Unique('registration_queue_number_once', ['eventId', 'queueNumber']) // in this order, so that its index finds an event's
@Unique('registration_participation_once', ['participationId'])
@Index('registration_by_volunteer', ['volunteerId'])
@Index('registration_waiting', ['eventId'], { where: `status = 'WAITLISTED'` })
@Index('registration_named', ['eventId'], { where: `status = 'CONFIRMED' AND subject_name IS NOT NULL` })
@Check('registration_status_known', `status IN ('CONFIRMED', 'WAITLISTED', 'CANCELLED', 'ATTENDED', 'NO_SHOW', 'DECLINED')`)
@Check('registration_format_known', `format IN ('ONSITE', 'ONLINE', 'HYBRID')`)
@Check('registration_volunteer_is_global_id', `volunteer_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('registration_participation_is_global_id', `participation_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'`)
@Check('registration_volunteer_kind_known', `volunteer_kind IN ('STUDENT', 'STAFF')`)
@Check('registration_credential_of_attended', `credential_id IS NULL OR status = 'ATTENDED'`)
@Check('registration_credential_taken_or_not', 'num_nonnulls(credential_id, untaken_credential_id) < 2')
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

  /** Its place in the order in which an event's came; who asks again after giving up gets a new one, behind all others. */
  @Column('int', { name: 'queue_number', default: () => `nextval('registration_queue')` })
  queueNumber!: number;

  /** Global id of the home's own record of the same, and the thread of the messages with it; null where the home has none. */
  @Column('text', { name: 'participation_id', nullable: true })
  participationId!: string | null;

  @Column('text', { name: 'volunteer_kind', default: 'STUDENT' })
  volunteerKind!: VolunteerKind;

  /** For the entry to be signed; null without the volunteer's consent, and where none is to be expected. */
  @Column('text', { name: 'subject_name', nullable: true })
  subjectName!: string | null;

  /** Whether the volunteer agrees to entries, as the home last said: without it none is signed. */
  @Column('boolean', { name: 'entry_agreed', default: true })
  entryAgreed!: boolean;

  /** Which of the home's requests it answers; null of a home that does not count them. */
  @Column('int', { nullable: true })
  request!: number | null;

  /** The credit in force for it; none before attendance is recorded. */
  @Column('uuid', { name: 'credential_id', nullable: true })
  credentialId!: string | null;

  /** The credit signed last, revoked by then, where the home did not take it: the next one names it, and ends what the home has in its place. */
  @Column('uuid', { name: 'untaken_credential_id', nullable: true })
  untakenCredentialId!: string | null;

  /** Minutes of service credited; only to those who attended. */
  @Column('int', { nullable: true })
  minutes!: number | null;
}
