import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Membership1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE membership (
        code text NOT NULL,
        name text NOT NULL,
        short_name text NOT NULL,
        city text NOT NULL,
        region text NOT NULL,
        status text NOT NULL,
        coordinates boolean NOT NULL DEFAULT false,
        endpoint text NOT NULL,
        issuer text,
        contract_version int NOT NULL,
        keys jsonb NOT NULL,
        left_at timestamptz(3),
        founded_as jsonb,
        CONSTRAINT membership_pkey PRIMARY KEY (code),
        CONSTRAINT membership_code_form CHECK (code ~ '^[a-z0-9]{2,16}$' AND code <> 'registry'),
        CONSTRAINT membership_status_known CHECK (status IN ('INVITED', 'OBSERVER', 'MEMBER', 'SUSPENDED', 'LEFT')),
        CONSTRAINT membership_left_with_date CHECK ((status = 'LEFT') = (left_at IS NOT NULL))
      );
      CREATE TABLE approval (
        code text NOT NULL,
        coordinator text NOT NULL,
        approved_at timestamptz(3) NOT NULL,
        CONSTRAINT approval_once_per_coordinator PRIMARY KEY (code, coordinator),
        CONSTRAINT approval_membership_exists FOREIGN KEY (code) REFERENCES membership (code) ON DELETE CASCADE
      );
      CREATE TABLE invitation (
        id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        short_name text NOT NULL,
        city text NOT NULL,
        region text NOT NULL,
        token_hash text NOT NULL,
        invited_by text NOT NULL,
        invited_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        key_kid text,
        used_at timestamptz(3),
        CONSTRAINT invitation_pkey PRIMARY KEY (id),
        CONSTRAINT invitation_token_once UNIQUE (token_hash),
        CONSTRAINT invitation_code_form CHECK (code ~ '^[a-z0-9]{2,16}$' AND code <> 'registry'),
        CONSTRAINT invitation_for_48_hours CHECK (expires_at = invited_at + interval '48 hours')
      );
      CREATE TABLE gateway (
        id text NOT NULL,
        keys jsonb NOT NULL,
        CONSTRAINT gateway_pkey PRIMARY KEY (id),
        CONSTRAINT gateway_id_form CHECK (id ~ '^[a-z0-9]{2,16}$' AND id <> 'registry')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway, invitation, approval, membership');
  }
}
