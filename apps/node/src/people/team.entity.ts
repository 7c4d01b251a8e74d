import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { PersonEntity } from './person.entity.js';

/** A group of volunteers within the college: отряд, объединение, центр. */
@Entity('team')
@Unique('team_name_once', ['name'])
@Index('team_by_mentor', ['mentorId'])
export class TeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'team_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  about!: string | null;

  @Column('uuid', { name: 'mentor_id', nullable: true })
  mentorId!: string | null;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'mentor_id', foreignKeyConstraintName: 'team_mentor_exists' })
  mentor?: Relation<PersonEntity> | null;
}
