import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, MoreThan } from 'typeorm';
import { ProviderRecordEntity } from './provider-record.entity.js';

/** What is put into a record; the ids in it are credentials, and only their hashes are kept. */
export interface ProviderRecord {
  readonly kind: string;
  readonly id: string;
  readonly payload: object;
  readonly grantId: string | undefined;
  readonly uid: string | undefined;
  readonly accountId: string | undefined;
  readonly lifetimeSeconds: number;
}

/** A grant by its hash names a session, which its id would open. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** What the provider calls what a session may do. */
export const GRANT = 'Grant';

@Injectable()
export class ProviderRecordsRepository {
  constructor(private readonly database: DataSource) {}

  async put({ kind, id, payload, grantId, uid, accountId, lifetimeSeconds }: ProviderRecord): Promise<void> {
    const row = {
      kind,
      idHash: hashOf(id),
      grantHash: grantId === undefined ? null : hashOf(grantId),
      uidHash: uid === undefined ? null : hashOf(uid),
      accountId: accountId ?? null,
      payload: { ...payload },
      expiresAt: new Date(Date.now() + lifetimeSeconds * 1_000),
    };
    await this.rows.upsert(row, { conflictPaths: ['kind', 'idHash'] });
  }

  find(kind: string, id: string): Promise<ProviderRecordEntity | null> {
    return this.rows.findOneBy({ kind, idHash: hashOf(id), expiresAt: MoreThan(new Date()) });
  }

  findByUid(kind: string, uid: string): Promise<ProviderRecordEntity | null> {
    return this.rows.findOneBy({ kind, uidHash: hashOf(uid), expiresAt: MoreThan(new Date()) });
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.rows.delete({ kind, idHash: hashOf(id) });
  }

  /** @returns false when it was consumed before, by whoever came first */
  async consume(kind: string, id: string): Promise<boolean> {
    const { affected } = await this.rows.update({ kind, idHash: hashOf(id), consumedAt: IsNull() }, { consumedAt: new Date() });
    return affected === 1;
  }

  /** Ends what a code or a refresh token belongs to: the grant, and all that was given under it. */
  async endGrantOf(kind: string, id: string): Promise<void> {
    await this.database.query(
      `WITH given AS (SELECT grant_hash FROM provider_record WHERE kind = $1 AND id_hash = $2)
       DELETE FROM provider_record USING given WHERE provider_record.grant_hash = given.grant_hash OR (kind = $3 AND id_hash = given.grant_hash)`,
      [kind, hashOf(id), GRANT],
    );
  }

  async removeOfGrant(kind: string, grantId: string): Promise<void> {
    await this.rows.delete({ kind, grantHash: hashOf(grantId) });
  }

  async removeExpired(): Promise<void> {
    await this.rows.delete({ expiresAt: LessThan(new Date()) });
  }

  /** Whether somebody who signed in still may act in that session, or a partner's system still may. */
  async isLive(sid: string): Promise<boolean> {
    const [answer] = await this.database.query<{ live: boolean }[]>(
      `SELECT EXISTS (SELECT FROM provider_record WHERE kind = $1 AND id_hash = $2 AND expires_at > now())
           OR EXISTS (SELECT FROM partner_client WHERE id::text = $2 AND disabled_at IS NULL) AS live`,
      [GRANT, sid],
    );
    return answer?.live ?? false;
  }

  private get rows() {
    return this.database.getRepository(ProviderRecordEntity);
  }
}
