import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PracticeEntity } from './practice.entity.js';

/** Another college took a practice of this one over. */
@Entity('adoption')
@Index('adoption_by_college', ['collegeCode', 'practiceId'])
@Check('adoption_college_code', `college_code ~ '^[a-z0-9]{2,16}$'`)
export class AdoptionEntity {
  @PrimaryColumn('uuid', { name: 'practice_id', primaryKeyConstraintName: 'adoption_pkey' })
  practiceId!: string;

  @ManyToOne(() => PracticeEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'adoption_practice_exists' })
  practice?: Relation<PracticeEntity>;

  @PrimaryColumn('text', { name: 'college_code', primaryKeyConstraintName: 'adoption_pkey' })
  collegeCode!: string;

  /** What came of it, in that college's own words; null until they say. */
  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column({ type: 'timestamptz', name: 'adopted_at', precision: 3 })
  adoptedAt!: Date;

  /** Global id of whoever last said so, that college's. */
  @Column('text', { name: 'adopted_by' })
  adoptedBy!: string;
}
