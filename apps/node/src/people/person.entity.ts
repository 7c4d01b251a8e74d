import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

export const StaffRole = {
  MENTOR: 'MENTOR',
  CURATOR: 'CURATOR',
  OPERATOR: 'OPERATOR',
  COORDINATOR: 'COORDINATOR',
} as const;
export type StaffRole = keyof typeof StaffRole;

/** Someone of the college's staff. */
@Entity('person')
@Check('person_role_known', `role IN ('MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR')`)
@Check('person_left_unnamed', 'left_at IS NULL OR NOT publish_name')
export class PersonEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'person_pkey' })
  id!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text')
  role!: StaffRole;

  /** Whether they agreed that anybody may read their name. */
  @Column('boolean', { name: 'publish_name', default: false })
  publishName!: boolean;

  /** Since when they are on the staff no more; their row stays, for what they wrote and for the day on which they come back. */
  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt!: Date | null;
}
