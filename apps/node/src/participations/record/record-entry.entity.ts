import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { ParticipationEntity } from '../participation.entity.js';

/** `CREDIT` is signed by the host; `CARRIED_OVER` is of before hosts signed, in the college's own books alone; `REVOCATION` takes one of them back. */
export type RecordEntryKind = 'CREDIT' | 'CARRIED_OVER' | 'REVOCATION';

/** One line of the record book. The database refuses to change or remove any; at most one of a participation is in force. */
@Entity('record_entry')
@Unique('record_entry_revoked_once', ['revokes'])
@Index('record_entry_by_participation', ['participationId', 'recordedAt'])
@Check('record_entry_kind_known', `kind IN ('CREDIT', 'CARRIED_OVER', 'REVOCATION')`)
@Check('record_entry_credit_is_signed', `(kind = 'CREDIT') = (credential IS NOT NULL)`)
@Check('record_entry_has_minutes', `(kind = 'REVOCATION') = (minutes IS NULL)`)
@Check('record_entry_minutes_positive', 'minutes > 0')
@Check('record_entry_revocation_whole', `num_nulls(revokes, reason, revoked_at) = CASE kind WHEN 'REVOCATION' THEN 0 ELSE 3 END`)
@Check('record_entry_times_whole', 'num_nulls(starts_at, ends_at, issued_at) IN (0, 3)')
@Check('record_entry_times_in_order', 'starts_at < ends_at')
export class RecordEntryEntity {
  /** Of a credit the credential's own. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'record_entry_pkey' })
  id!: string;

  @Column('uuid', { name: 'participation_id' })
  participationId!: string;

  @ManyToOne(() => ParticipationEntity)
  @JoinColumn({ name: 'participation_id', foreignKeyConstraintName: 'record_entry_participation_exists' })
  participation?: Relation<ParticipationEntity>;

  @Column('text')
  kind!: RecordEntryKind;

  @Column('int', { nullable: true })
  minutes!: number | null;

  /** The compact JWS, as its host signed it. */
  @Column('text', { nullable: true })
  credential!: string | null;

  /** From when until when the event was, as its host signed it; null of what is not signed. */
  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3, nullable: true })
  startsAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3, nullable: true })
  endsAt!: Date | null;

  /** When its host signed it, by the host's own word; null of what is not signed. */
  @Column({ type: 'timestamptz', name: 'issued_at', precision: 3, nullable: true })
  issuedAt!: Date | null;

  /** Which entry it takes back. */
  @Column('uuid', { nullable: true })
  revokes!: string | null;

  @ManyToOne(() => RecordEntryEntity)
  @JoinColumn({ name: 'revokes', foreignKeyConstraintName: 'record_entry_revokes_exists' })
  revoked?: Relation<RecordEntryEntity> | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** When the host took it back. */
  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
