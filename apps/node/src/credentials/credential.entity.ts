import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { RegistrationEntity } from '../registrations/registration.entity.js';

/** What this college signed for a volunteer's service as the host. The signed entry itself is the home's to keep. */
@Entity('credential')
@Unique('credential_place_once', ['list', 'index'])
@Index('credential_one_in_force', ['registrationId'], { unique: true, where: 'revoked_at IS NULL' })
@Index('credential_revoked', ['list', 'index'], { where: 'revoked_at IS NOT NULL' })
@Check('credential_list_positive', 'list > 0')
@Check('credential_index_in_list', 'index >= 0 AND index < 131072')
@Check('credential_revoked_for_a_reason', '(revoked_at IS NULL) = (reason IS NULL)')
export class CredentialEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'credential_pkey' })
  id!: string;

  @Column('uuid', { name: 'registration_id' })
  registrationId!: string;

  @ManyToOne(() => RegistrationEntity)
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'credential_registration_exists' })
  registration?: Relation<RegistrationEntity>;

  /** The status list that says whether it was revoked, from 1. */
  @Column('int')
  list!: number;

  /** Its bit there. */
  @Column('int')
  index!: number;

  @Column({ type: 'timestamptz', name: 'issued_at', precision: 3 })
  issuedAt!: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: Date | null;

  /** Why it was revoked. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** The one that it was issued in the place of. */
  @Column('uuid', { nullable: true })
  supersedes!: string | null;

  @ManyToOne(() => CredentialEntity)
  @JoinColumn({ name: 'supersedes', foreignKeyConstraintName: 'credential_supersedes_exists' })
  superseded?: Relation<CredentialEntity> | null;
}
