import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A college that a coordinator asked to join. */
@Entity('invitation')
@Unique('invitation_token_once', ['tokenHash'])
@Check('invitation_code_form', `code ~ '^[a-z0-9]{2,16}$' AND code <> 'registry'`)
@Check('invitation_for_48_hours', `expires_at = invited_at + interval '48 hours'`)
export class InvitationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitation_pkey' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'short_name' })
  shortName!: string;

  @Column('text')
  city!: string;

  @Column('text')
  region!: string;

  /** The token itself is kept nowhere. */
  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  /** Global id of the coordinator. */
  @Column('text', { name: 'invited_by' })
  invitedBy!: string;

  @Column({ type: 'timestamptz', name: 'invited_at', precision: 3 })
  invitedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  /** The key that came with the token first: from then on the token is worth nothing with another. */
  @Column('text', { name: 'key_kid', nullable: true })
  keyKid!: string | null;

  /** When its college's node had passed every check. */
  @Column({ type: 'timestamptz', name: 'used_at', precision: 3, nullable: true })
  usedAt!: Date | null;
}
