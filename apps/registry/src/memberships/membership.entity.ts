import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { MembershipStatus, RosterKey } from '#roster/roster.js';

/** A college that is on the network, was, or is about to be. */
@Entity('membership')
@Check('membership_code_form', `code ~ '^[a-z0-9]{2,16}$' AND code <> 'registry'`)
@Check('membership_status_known', `status IN ('INVITED', 'OBSERVER', 'MEMBER', 'SUSPENDED', 'LEFT')`)
@Check('membership_left_with_date', `(status = 'LEFT') = (left_at IS NOT NULL)`)
export class MembershipEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'membership_pkey' })
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'short_name' })
  shortName!: string;

  @Column('text')
  city!: string;

  @Column('text')
  region!: string;

  @Column('text')
  status!: MembershipStatus;

  /** Whether its coordinators decide for the network: a college vouches for its own people's roles, and not every one may for this. */
  @Column('boolean', { default: false })
  coordinates!: boolean;

  @Column('text')
  endpoint!: string;

  @Column('text', { nullable: true })
  issuer!: string | null;

  @Column('int', { name: 'contract_version' })
  contractVersion!: number;

  /** Retired ones too, so that old signatures can still be checked. */
  @Column('jsonb')
  keys!: RosterKey[];

  @Column({ type: 'timestamptz', name: 'left_at', precision: 3, nullable: true })
  leftAt!: Date | null;

  /** What the founding file last said of it, as JSON: only what that says anew is taken over. */
  @Column('jsonb', { name: 'founded_as', nullable: true })
  foundedAs!: object | null;
}
