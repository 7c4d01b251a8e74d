import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One change of something that others see. Positions grow in the order of commit. A mark is drawn at random, so that the
 * same position after the database was restored from a backup is known to be another change.
 */
@Entity('change_mark')
@Index('change_mark_by_mark', ['mark'], { unique: true })
export class ChangeMarkEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'change_mark_pkey' })
  position!: string;

  @Column('uuid')
  mark!: string;
}
