import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RegistrationEntity } from '../registration.entity.js';

/** What staff recorded of somebody's attendance, by the key that they sent with it: the same sent again is known by it. */
@Entity('attendance_record')
export class AttendanceRecordEntity {
  /** Global id of the actor; their keys are their own. */
  @PrimaryColumn('text', { name: 'recorded_by', primaryKeyConstraintName: 'attendance_record_pkey' })
  recordedBy!: string;

  @PrimaryColumn('text', { name: 'idempotency_key', primaryKeyConstraintName: 'attendance_record_pkey' })
  idempotencyKey!: string;

  @Column('uuid', { name: 'registration_id' })
  registrationId!: string;

  @ManyToOne(() => RegistrationEntity)
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'attendance_record_registration_exists' })
  registration?: Relation<RegistrationEntity>;

  @Column('boolean')
  attended!: boolean;

  /** As it was said; null left it to the event's length. */
  @Column('int', { nullable: true })
  minutes!: number | null;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
