import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry that this college revoked and does not know any more, for an older backup was restored: its own signed list said so. */
@Entity('taken_over_revocation')
@Check('taken_over_revocation_list_positive', 'list > 0')
@Check('taken_over_revocation_index_in_list', 'index >= 0 AND index < 131072')
export class TakenOverRevocationEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'taken_over_revocation_pkey' })
  list!: number;

  /** Its bit there. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'taken_over_revocation_pkey' })
  index!: number;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3 })
  revokedAt!: Date;
}
