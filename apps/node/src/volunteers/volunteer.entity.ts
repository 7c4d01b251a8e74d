import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { PersonEntity } from '../people/person.entity.js';
import { TeamEntity } from '../people/team.entity.js';

export const VolunteerKind = { STUDENT: 'STUDENT', STAFF: 'STAFF' } as const;
export type VolunteerKind = keyof typeof VolunteerKind;

/** Someone of this college who gives time. */
@Entity('volunteer')
@Unique('volunteer_entered_once', ['identityKey'])
@Index('volunteer_by_name', ['foldedName', 'id'])
@Index('volunteer_by_team', ['teamId'])
@Index('volunteer_by_mentor', ['mentorId'])
@Unique('volunteer_once_per_person', ['personId'])
@Check('volunteer_kind_known', `kind IN ('STUDENT', 'STAFF')`)
@Check('volunteer_person_is_staff', `person_id IS NULL OR kind = 'STAFF'`)
@Check('volunteer_bears_the_persons_id', 'person_id = id')
export class VolunteerEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'volunteer_pkey' })
  id!: string;

  @Column('text')
  kind!: VolunteerKind;

  /** What partners read with the volunteer’s consent: «Анна К.». */
  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'full_name' })
  fullName!: string;

  /** What a search for a name compares, and what lists stand in the order of; the database folds it. */
  @Column({ type: 'text', name: 'folded_name', select: false, insert: false, update: false })
  readonly foldedName?: string;

  /** YYYY-MM-DD */
  @Column('date', { name: 'birth_date', nullable: true })
  birthDate!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { name: 'study_group', nullable: true })
  group!: string | null;

  @Column('text', { array: true, default: () => "'{}'" })
  skills!: string[];

  @Column('uuid', { name: 'team_id', nullable: true })
  teamId!: string | null;

  @ManyToOne(() => TeamEntity)
  @JoinColumn({ name: 'team_id', foreignKeyConstraintName: 'volunteer_team_exists' })
  team?: Relation<TeamEntity> | null;

  @Column('uuid', { name: 'mentor_id', nullable: true })
  mentorId!: string | null;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'mentor_id', foreignKeyConstraintName: 'volunteer_mentor_exists' })
  mentor?: Relation<PersonEntity> | null;

  /** YYYY-MM-DD */
  @Column('date', { name: 'joined_at' })
  joinedAt!: string;

  /** What makes two rows the same person (`volunteerIdentityKey`). */
  @Column('text', { name: 'identity_key' })
  identityKey!: string;

  /**
   * Who of the staff it is, for whoever takes part under their own sign-in. The row then bears the person's own id, so that
   * everybody, also a host that knows neither, sees that the two are the same.
   */
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'volunteer_person_exists' })
  person?: Relation<PersonEntity> | null;

  /** Marks the invented people of the demonstration network. */
  @Column('boolean', { default: false })
  invented!: boolean;
}
