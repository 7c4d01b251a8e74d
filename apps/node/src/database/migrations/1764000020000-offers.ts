import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Offers1764000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offer (
        id uuid NOT NULL,
        direction text NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        details text,
        first_day date,
        last_day date,
        status text NOT NULL,
        posted_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        CONSTRAINT offer_pkey PRIMARY KEY (id),
        CONSTRAINT offer_direction_known CHECK (direction IN ('OFFERED', 'WANTED')),
        CONSTRAINT offer_kind_known CHECK (kind IN ('SPEAKER', 'MENTOR', 'EXPERTISE', 'VENUE', 'EQUIPMENT', 'OTHER')),
        CONSTRAINT offer_status_known CHECK (status IN ('OPEN', 'AGREED', 'CLOSED')),
        CONSTRAINT offer_ends_after_it_begins CHECK (last_day >= first_day)
      );
      CREATE INDEX offer_by_posting ON offer (posted_at, id);
      CREATE INDEX offer_open_by_kind ON offer (direction, kind, posted_at, id) WHERE status = 'OPEN';

      CREATE TABLE agreement (
        id uuid NOT NULL,
        thread text NOT NULL,
        offer_id uuid NOT NULL,
        partner_offer_id text NOT NULL,
        proposed_here boolean NOT NULL,
        status text NOT NULL,
        note text,
        reason text,
        proposed_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        CONSTRAINT agreement_pkey PRIMARY KEY (id),
        CONSTRAINT agreement_of_thread_once UNIQUE (thread),
        CONSTRAINT agreement_offer_exists FOREIGN KEY (offer_id) REFERENCES offer (id),
        CONSTRAINT agreement_thread_is_global_id CHECK (thread ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'),
        CONSTRAINT agreement_partner_offer_is_global_id CHECK (partner_offer_id ~ '^[a-z0-9]{2,16}:[0-9a-f-]{36}$'),
        CONSTRAINT agreement_status_known CHECK (status IN ('PROPOSED', 'ACCEPTED', 'AGREED', 'DECLINED', 'WITHDRAWN', 'LAPSED'))
      );
      CREATE INDEX agreement_by_proposal ON agreement (proposed_at, id);
      CREATE INDEX agreement_of_offer ON agreement (offer_id, proposed_at, id);
      -- An offer is promised once, whatever races for it.
      CREATE UNIQUE INDEX agreement_one_of_offer ON agreement (offer_id) WHERE status IN ('ACCEPTED', 'AGREED');
      -- The same two offers wait for one answer at a time.
      CREATE UNIQUE INDEX agreement_proposed_once ON agreement (offer_id, partner_offer_id) WHERE status = 'PROPOSED' AND proposed_here;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreement, offer');
  }
}
