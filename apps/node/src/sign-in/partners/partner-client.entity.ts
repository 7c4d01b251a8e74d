import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A partner's system, which signs in by itself: OAuth 2.0 client credentials. */
@Entity('partner_client')
@Unique('partner_client_name_once', ['name'])
export class PartnerClientEntity {
  /** Its `client_id`. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'partner_client_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: string[];

  /** SHA-256 of a secret that was drawn at random: there is nothing to guess. */
  @Column('text', { name: 'secret_hash' })
  secretHash!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;
}
