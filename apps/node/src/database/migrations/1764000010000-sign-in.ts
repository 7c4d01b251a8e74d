import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SignIn1764000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid NOT NULL,
        login text NOT NULL,
        person_id uuid,
        volunteer_id uuid,
        password_hash text,
        subject text,
        created_at timestamptz NOT NULL DEFAULT now(),
        disabled_at timestamptz,
        CONSTRAINT account_pkey PRIMARY KEY (id),
        CONSTRAINT account_login_once UNIQUE (login),
        CONSTRAINT account_login_form CHECK (login = lower(login) AND login ~ '^[^[:space:]]{1,128}$'),
        CONSTRAINT account_subject_once UNIQUE (subject),
        CONSTRAINT account_once_per_person UNIQUE (person_id),
        CONSTRAINT account_once_per_volunteer UNIQUE (volunteer_id),
        CONSTRAINT account_of_one CHECK (num_nonnulls(person_id, volunteer_id) = 1),
        CONSTRAINT account_proves_somehow CHECK (num_nonnulls(password_hash, subject) >= 1),
        CONSTRAINT account_password_hashed CHECK (password_hash LIKE '$argon2id$%'),
        CONSTRAINT account_person_exists FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
        CONSTRAINT account_volunteer_exists FOREIGN KEY (volunteer_id) REFERENCES volunteer (id) ON DELETE CASCADE
      );

      CREATE TABLE partner_client (
        id uuid NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        secret_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        disabled_at timestamptz,
        CONSTRAINT partner_client_pkey PRIMARY KEY (id),
        CONSTRAINT partner_client_name_once UNIQUE (name)
      );

      CREATE TABLE provider_record (
        kind text NOT NULL,
        id_hash text NOT NULL,
        grant_hash text,
        uid_hash text,
        account_id text,
        payload jsonb NOT NULL,
        consumed_at timestamptz,
        expires_at timestamptz NOT NULL,
        CONSTRAINT provider_record_pkey PRIMARY KEY (kind, id_hash)
      );
      CREATE INDEX provider_record_by_grant ON provider_record (grant_hash);
      CREATE INDEX provider_record_by_uid ON provider_record (uid_hash);
      CREATE INDEX provider_record_by_account ON provider_record (account_id);
      CREATE INDEX provider_record_by_expiry ON provider_record (expires_at);

      CREATE TABLE sign_in_attempt (
        key text NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempt, provider_record, partner_client, account');
  }
}
