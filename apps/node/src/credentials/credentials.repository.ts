import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { BITS_IN_LIST } from '#credentials/status-bits.js';
import type { Revocation } from '#credentials/status-list.js';
import type { Transaction } from '../database/transaction.js';
import { CredentialEntity } from './credential.entity.js';

/** A bit of a status list. */
export interface StatusPlace {
  readonly list: number;
  readonly index: number;
}

@Injectable()
export class CredentialsRepository {
  constructor(private readonly database: DataSource) {}

  /** A place that nobody else gets, whatever comes of the transaction. */
  async nextPlace(tx: Transaction): Promise<StatusPlace> {
    const [row]: { place: string }[] = await tx.query(`SELECT nextval('credential_place') AS place`);
    const place = Number(row?.place);
    return { list: Math.floor(place / BITS_IN_LIST) + 1, index: scattered(place % BITS_IN_LIST) };
  }

  async add(tx: Transaction, row: CredentialEntity): Promise<void> {
    await tx.insert(CredentialEntity, row);
  }

  find(tx: Transaction, id: string): Promise<CredentialEntity | null> {
    return tx.findOneBy(CredentialEntity, { id });
  }

  /** The lists that any entry stands in, or the next one will: as many as this number, from 1 on. */
  async highestList(): Promise<number> {
    const [row]: { highest: number }[] = await this.database.query(HIGHEST_LIST, [BITS_IN_LIST]);
    return row?.highest ?? 1;
  }

  /** What of a list is revoked, in the order of its bits. */
  revocations(list: number): Promise<Revocation[]> {
    return this.database.query(REVOCATIONS, [list]);
  }

  /** @returns whether it was in force until now */
  async revoke(tx: Transaction, id: string, revokedAt: Date, reason: string): Promise<boolean> {
    const { affected } = await tx.update(CredentialEntity, { id, revokedAt: IsNull() }, { revokedAt, reason });
    return affected === 1;
  }
}

const HIGHEST_LIST = `
  SELECT greatest((SELECT last_value / $1 + 1 FROM credential_place), (SELECT max(list) FROM credential))::int AS highest`;

/** What was taken over after an older backup was restored may be revoked again since; it is since the first time. */
const REVOCATIONS = `
  SELECT index, min(revoked_at) AS at FROM (
    SELECT index, revoked_at FROM credential WHERE list = $1 AND revoked_at IS NOT NULL
    UNION ALL
    SELECT index, revoked_at FROM taken_over_revocation WHERE list = $1
  ) AS revocation
  GROUP BY index ORDER BY index`;

/**
 * Every place once, and neighbours in time far from each other, so that a list does not show in which order entries were
 * issued (Bitstring Status List §5.1): multiplying by an odd number permutes the numbers below a power of two.
 */
function scattered(place: number): number {
  return (place * 78_125 + 40_503) % BITS_IN_LIST;
}
