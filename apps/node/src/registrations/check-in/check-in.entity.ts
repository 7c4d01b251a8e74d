import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RegistrationEntity } from '../registration.entity.js';

/** What somebody who holds a place gave as the event's code, and whether it was. */
@Entity('check_in')
@Index('check_in_unsettled', ['registrationId'], { where: 'checked_in_at IS NOT NULL AND NOT settled' })
@Check('check_in_tries_positive', 'wrong_tries >= 0')
export class CheckInEntity {
  @PrimaryColumn('uuid', { name: 'registration_id', primaryKeyConstraintName: 'check_in_pkey' })
  registrationId!: string;

  @OneToOne(() => RegistrationEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'check_in_registration_exists' })
  registration?: Relation<RegistrationEntity>;

  @Column('int', { name: 'wrong_tries', default: 0 })
  wrongTries!: number;

  /** When the right code was given; null while none was. */
  @Column({ type: 'timestamptz', name: 'checked_in_at', precision: 3, nullable: true })
  checkedInAt!: Date | null;

  /** Whether the event is over and what follows from it was done. */
  @Column('boolean', { default: false })
  settled!: boolean;
}
