import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ParticipationEntity } from '../participation.entity.js';

/** Credited hours of one person at two hosts at once. Triggers of the database write it, in the transaction in which the hours come or go. */
@Entity('record_overlap')
@Index('record_overlap_by_time', ['at', 'firstId', 'secondId'])
@Index('record_overlap_of_second', ['secondId'])
export class RecordOverlapEntity {
  /** The one that began earlier. */
  @PrimaryColumn('uuid', { name: 'first_id', primaryKeyConstraintName: 'record_overlap_pkey' })
  firstId!: string;

  @PrimaryColumn('uuid', { name: 'second_id', primaryKeyConstraintName: 'record_overlap_pkey' })
  secondId!: string;

  /** When the first of them began. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @ManyToOne(() => ParticipationEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'first_id', foreignKeyConstraintName: 'record_overlap_first_exists' })
  first?: Relation<ParticipationEntity>;

  @ManyToOne(() => ParticipationEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'second_id', foreignKeyConstraintName: 'record_overlap_second_exists' })
  second?: Relation<ParticipationEntity>;
}
