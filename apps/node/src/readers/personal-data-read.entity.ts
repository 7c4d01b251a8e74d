import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';

/** That another college was given some of a volunteer's personal fields in one answer. */
@Entity('personal_data_read')
@Index('personal_data_read_by_time', ['volunteerId', 'readAt', 'id'])
@Check('personal_data_read_reader_form', `reader_code ~ '^[a-z0-9]{2,16}$'`)
@Check('personal_data_read_of_something', 'cardinality(fields) > 0')
export class PersonalDataReadEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'personal_data_read_pkey' })
  id!: string;

  @Column('uuid', { name: 'volunteer_id' })
  volunteerId!: string;

  @ManyToOne(() => VolunteerEntity)
  @JoinColumn({ name: 'volunteer_id', foreignKeyConstraintName: 'personal_data_read_volunteer_exists' })
  volunteer?: Relation<VolunteerEntity>;

  /** Code of the college whose staff read it. */
  @Column('text', { name: 'reader_code' })
  readerCode!: string;

  /** As the graph names them. */
  @Column('text', { array: true })
  fields!: string[];

  @Column({ type: 'timestamptz', name: 'read_at', precision: 3 })
  readAt!: Date;
}
