import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { PersonEntity } from '../../people/person.entity.js';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';

/** How one person of the college signs in: by a password that is kept here, or by the college's own directory. */
@Entity('account')
@Unique('account_login_once', ['login'])
@Unique('account_subject_once', ['subject'])
@Unique('account_once_per_person', ['personId'])
@Unique('account_once_per_volunteer', ['volunteerId'])
@Check('account_login_form', `login = lower(login) AND login ~ '^[^[:space:]]{1,128}$'`)
@Check('account_of_one', 'num_nonnulls(person_id, volunteer_id) = 1')
@Check('account_proves_somehow', 'num_nonnulls(password_hash, subject) >= 1')
@Check('account_password_hashed', `password_hash LIKE '$argon2id$%'`)
export class AccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'account_pkey' })
  id!: string;

  /** In lower case. */
  @Column('text')
  login!: string;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'account_person_exists' })
  person?: Relation<PersonEntity> | null;

  @Column('uuid', { name: 'volunteer_id', nullable: true })
  volunteerId!: string | null;

  @ManyToOne(() => VolunteerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'volunteer_id', foreignKeyConstraintName: 'account_volunteer_exists' })
  volunteer?: Relation<VolunteerEntity> | null;

  /** Argon2id; null where the college's directory knows the password. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Who this is in the college's directory, by a name that never changes there. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;
}
