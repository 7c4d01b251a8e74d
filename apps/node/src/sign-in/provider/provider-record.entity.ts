import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What the OpenID provider remembers: sessions, grants, codes, refresh tokens. Whoever reads the table can use none of them. */
@Entity('provider_record')
@Index('provider_record_by_grant', ['grantHash'])
@Index('provider_record_by_uid', ['uidHash'])
@Index('provider_record_by_account', ['accountId'])
@Index('provider_record_by_expiry', ['expiresAt'])
export class ProviderRecordEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'provider_record_pkey' })
  kind!: string;

  @PrimaryColumn('text', { name: 'id_hash', primaryKeyConstraintName: 'provider_record_pkey' })
  idHash!: string;

  @Column('text', { name: 'grant_hash', nullable: true })
  grantHash!: string | null;

  @Column('text', { name: 'uid_hash', nullable: true })
  uidHash!: string | null;

  /** Global id of whoever signed in. */
  @Column('text', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('jsonb')
  payload!: object;

  @Column('timestamptz', { name: 'consumed_at', nullable: true })
  consumedAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
