import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Audience, EventFormat, EventKind, EventStatus, Material, Speaker } from './event-vocabulary.js';
import { EventSeriesEntity } from './series/event-series.entity.js';

/** A dated call for volunteers, or a meeting around them, that this college hosts. */
@Entity('event')
@Unique('event_imported_once', ['importKey'])
// Columns that an index only brings along (INCLUDE), and what is worked out, TypeORM cannot say: the migrations do.
@Index('event_by_start', { synchronize: false })
@Index('event_by_kind', { synchronize: false })
@Index('event_by_tag', { synchronize: false })
@Index('event_parts_by_start', ['partOfId', 'startsAt', 'id'])
@Index('event_to_tell', ['id'], { where: 'NOT participants_told' })
@Check('event_kind_known', `kind IN ('SERVICE', 'MEETING', 'DISCUSSION', 'SEMINAR', 'TRAINING', 'EDUCATIONAL_SESSION', 'FORUM')`)
@Check('event_format_known', `format IN ('ONSITE', 'ONLINE', 'HYBRID')`)
@Check('event_status_known', `status IN ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED')`)
@Check('event_audience_known', `audience IN ('COLLEGE', 'NETWORK', 'PUBLIC')`)
@Check('event_ends_after_it_starts', 'ends_at > starts_at')
@Check('event_capacity_positive', 'capacity > 0')
@Check('event_not_part_of_itself', 'part_of_id <> id')
@Unique('event_once_per_day_of_series', ['seriesId', 'occurrenceOn'])
@Check('event_day_of_series', '(series_id IS NULL) = (occurrence_on IS NULL)')
export class EventEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'event_pkey' })
  id!: string;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  summary!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('text')
  kind!: EventKind;

  @Column('text')
  format!: EventFormat;

  @Column('text')
  status!: EventStatus;

  @Column('text')
  audience!: Audience;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 })
  startsAt!: Date;

  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3 })
  endsAt!: Date;

  /** IANA name of the zone in which the event takes place. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('text', { nullable: true })
  venue!: string | null;

  @Column('text', { name: 'meeting_url', nullable: true })
  meetingUrl!: string | null;

  /** Places in all; null is as many as come. */
  @Column('int', { nullable: true })
  capacity!: number | null;

  /** Codes of the colleges that agreed to hold the event together with this one; kept by the database from `co_host`. */
  @Column('text', { name: 'co_host_codes', array: true, default: () => "'{}'" })
  coHostCodes!: string[];

  @Column('text', { array: true, default: () => "'{}'" })
  tags!: string[];

  @Column('jsonb', { default: () => "'[]'" })
  speakers!: Speaker[];

  @Column('jsonb', { default: () => "'[]'" })
  materials!: Material[];

  /** What came of it, in the words of the host's staff, once it was over. */
  @Column('text', { nullable: true })
  outcome!: string | null;

  /** What its check-in codes are made from; read by who makes them alone. */
  @Column('text', { name: 'check_in_secret', select: false, default: () => '(gen_random_uuid())' })
  checkInSecret?: string;

  @Column('uuid', { name: 'part_of_id', nullable: true })
  partOfId!: string | null;

  @ManyToOne(() => EventEntity)
  @JoinColumn({ name: 'part_of_id', foreignKeyConstraintName: 'event_part_of_exists' })
  partOf?: Relation<EventEntity> | null;

  /** What the same row of a file imported again is known by (`eventImportKey`); null for an event made otherwise. */
  @Column('text', { name: 'import_key', nullable: true })
  importKey!: string | null;

  /** Grows with each change that a calendar must know; the database counts. */
  @Column('int', { default: 0 })
  sequence!: number;

  /** When the row changed last; kept by the database. */
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3, default: () => 'now()' })
  changedAt!: Date;

  @Column('uuid', { name: 'series_id', nullable: true })
  seriesId!: string | null;

  @ManyToOne(() => EventSeriesEntity)
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'event_series_exists' })
  series?: Relation<EventSeriesEntity> | null;

  /** The day of the series' rule that it was made for, YYYY-MM-DD, wherever it was moved since. */
  @Column('date', { name: 'occurrence_on', nullable: true })
  occurrenceOn!: string | null;

  /** False where the row was changed past the node: those who take part are yet to be told. */
  @Column('boolean', { name: 'participants_told', default: true })
  participantsTold!: boolean;
}
