import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { MembershipEntity } from './membership.entity.js';

/** One coordinator's yes to one college. */
@Entity('approval')
export class ApprovalEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'approval_once_per_coordinator' })
  code!: string;

  /** Global id of the person. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'approval_once_per_coordinator' })
  coordinator!: string;

  @Column({ type: 'timestamptz', name: 'approved_at', precision: 3 })
  approvedAt!: Date;

  @ManyToOne(() => MembershipEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'code', foreignKeyConstraintName: 'approval_membership_exists' })
  membership?: MembershipEntity;
}
