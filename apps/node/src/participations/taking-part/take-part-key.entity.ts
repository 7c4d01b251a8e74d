import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ParticipationEntity } from '../participation.entity.js';

/** A request to take part that was heard: whoever sends it again, for they did not see the answer, gets the same. */
@Entity('take_part_key')
export class TakePartKeyEntity {
  /** Global id of whoever asked. */
  @PrimaryColumn('text', { name: 'person_id', primaryKeyConstraintName: 'take_part_key_pkey' })
  personId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'take_part_key_pkey' })
  key!: string;

  /** Of what was asked: another request under the same key is a mistake of the client's. */
  @Column('text')
  fingerprint!: string;

  @Column('uuid', { name: 'participation_id' })
  participationId!: string;

  @ManyToOne(() => ParticipationEntity)
  @JoinColumn({ name: 'participation_id', foreignKeyConstraintName: 'take_part_key_participation_exists' })
  participation?: Relation<ParticipationEntity>;

  @Column({ type: 'timestamptz', name: 'used_at', precision: 3 })
  usedAt!: Date;
}
