import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { ConsentGiver, ConsentPurpose } from './consent-purpose.js';

/**
 * One giving of one consent by one person. Rows are added and withdrawn, and never changed otherwise: they are what the
 * college shows when it is asked by what right it shared something.
 */
@Entity('consent')
@Index('consent_by_volunteer', ['volunteerId', 'purpose', 'giver', 'givenAt'])
@Check('consent_purpose_known', `purpose IN ('NAME_TO_PARTNERS', 'CONTACTS_TO_HOST', 'PHOTO_PUBLICATION', 'CREDENTIAL_ISSUE')`)
@Check('consent_giver_known', `giver IN ('VOLUNTEER', 'GUARDIAN')`)
@Check('consent_guardian_signs', `giver <> 'GUARDIAN' OR document_number IS NOT NULL`)
@Check('consent_document_whole', '(document_number IS NULL) = (signed_on IS NULL)')
@Check('consent_document_number_given', `btrim(document_number) <> ''`)
@Check('consent_withdrawn_after_given', 'withdrawn_at >= given_at')
export class ConsentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'consent_pkey' })
  id!: string;

  @Column('uuid', { name: 'volunteer_id' })
  volunteerId!: string;

  @ManyToOne(() => VolunteerEntity)
  @JoinColumn({ name: 'volunteer_id', foreignKeyConstraintName: 'consent_volunteer_exists' })
  volunteer?: Relation<VolunteerEntity>;

  @Column('text')
  purpose!: ConsentPurpose;

  @Column('text')
  giver!: ConsentGiver;

  /** Which wording was agreed to. */
  @Column('text', { name: 'text_version' })
  textVersion!: string;

  @Column({ type: 'timestamptz', name: 'given_at', precision: 3 })
  givenAt!: Date;

  /** The day of the college's calendar on which they agreed: the paper's date, where there is a paper. YYYY-MM-DD */
  @Column('date', { name: 'agreed_on' })
  agreedOn!: string;

  /** Of the signed paper; null where the volunteer gave it here. */
  @Column('text', { name: 'document_number', nullable: true })
  documentNumber!: string | null;

  /** YYYY-MM-DD */
  @Column('date', { name: 'signed_on', nullable: true })
  signedOn!: string | null;

  /** Global id of whoever entered it: the volunteer, or the curator with the paper. */
  @Column('text', { name: 'recorded_by' })
  recordedBy!: string;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true })
  withdrawnAt!: Date | null;

  /** Global id of whoever withdrew it. */
  @Column('text', { name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;
}
