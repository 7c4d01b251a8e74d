import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeriesPattern } from './series-pattern.js';

/** A regular meeting: the rule its events are made by, ahead of time. */
@Entity('event_series')
@Check('event_series_time_form', `starts_at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$'`)
@Check('event_series_first_time_form', `first_at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$'`)
@Check('event_series_minutes_positive', 'minutes > 0')
export class EventSeriesEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'event_series_pkey' })
  id!: string;

  /** RFC 5545's RRULE, without the name in front. */
  @Column('text')
  rule!: string;

  /** The day that the rule counts from, YYYY-MM-DD. */
  @Column('date', { name: 'first_on' })
  firstOn!: string;

  /** IANA name of the zone whose days the rule counts. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** When its next events start, by the clock of its zone: HH:MM:SS. */
  @Column('text', { name: 'starts_at_time' })
  startsAtTime!: string;

  /** When its first event started, HH:MM:SS, from which the rule's end is an instant; null where its next ones start then, too. */
  @Column('text', { name: 'first_at_time', nullable: true })
  firstAtTime!: string | null;

  /** How long its next events are. */
  @Column('int')
  minutes!: number;

  /** What its next events are like otherwise. */
  @Column('jsonb')
  pattern!: SeriesPattern;

  /** Whether its next events are announced as they are made. */
  @Column('boolean', { default: false })
  published!: boolean;

  /** The day of the last event that was made, YYYY-MM-DD. */
  @Column('date', { name: 'made_through' })
  madeThrough!: string;

  /** The day from which on no event is made any more, YYYY-MM-DD. */
  @Column('date', { name: 'ends_before', nullable: true })
  endsBefore!: string | null;
}
