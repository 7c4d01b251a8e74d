import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that a college's machine said, as long as it could be said once more. */
@Entity('heard_statement')
@Index('heard_statement_by_end', ['until'])
export class HeardStatementEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'heard_statement_pkey' })
  college!: string;

  /** Its `jti`, which its signer gives to nothing else. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'heard_statement_pkey' })
  id!: string;

  /** When it is too old to be taken. */
  @Column({ type: 'timestamptz', precision: 3 })
  until!: Date;
}
