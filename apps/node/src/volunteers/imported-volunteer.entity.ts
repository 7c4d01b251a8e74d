import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { VolunteerEntity } from './volunteer.entity.js';

/** What an imported file said of a volunteer last, so that what was changed in the node since can be told from what the file says anew. */
@Entity('imported_volunteer')
export class ImportedVolunteerEntity {
  @PrimaryColumn('uuid', { name: 'volunteer_id', primaryKeyConstraintName: 'imported_volunteer_pkey' })
  volunteerId!: string;

  /** By field a fingerprint of what the file said, or of what the volunteer had where it said nothing, so short that thousands of telephone numbers have each. */
  @Column('jsonb')
  marks!: Record<string, string>;

  @ManyToOne(() => VolunteerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'volunteer_id', foreignKeyConstraintName: 'imported_volunteer_exists' })
  volunteer?: Relation<VolunteerEntity>;
}
