import type { DataSource } from 'typeorm';
import { BITS_IN_LIST, MOST_LISTS } from '#credentials/status-bits.js';
import type { Revocation } from '#credentials/status-list.js';

/** What a list said before an older backup was restored. */
export interface ListBefore {
  readonly list: number;
  readonly revocations: readonly Revocation[];
}

/** The places of status lists, after an older backup was restored: it knows neither who has got one since nor what was revoked. */
export class RestoredPlacesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Takes over what was revoked, and goes on with a list of which no place was ever given out.
   * @returns its number, and how many revocations were not known; null where there is no such list left, and nothing was changed
   */
  async goOn(before: readonly ListBefore[]): Promise<{ readonly list: number; readonly takenOver: number } | null> {
    return this.database.transaction(async (tx) => {
      const [row]: { current: number }[] = await tx.query(CURRENT, [BITS_IN_LIST]);
      // The one after the last may have been begun since the backup. Of the lists that were published the last was not.
      const list = Math.max((row?.current ?? 1) + 1, ...before.map((one) => one.list)) + 1;
      if (list > MOST_LISTS) return null;
      let takenOver = 0;
      for (const { list: of, revocations } of before) {
        const taken: object[] = await tx.query(TAKE_OVER, [of, revocations.map(({ index }) => index), revocations.map(({ at }) => at)]);
        takenOver += taken.length;
      }
      await tx.query(END_TAKEN_OVER);
      await tx.query(`SELECT setval('credential_place', $1, false)`, [(list - 1) * BITS_IN_LIST]);
      return { list, takenOver };
    });
  }
}

const CURRENT = `
  SELECT greatest((SELECT last_value / $1 + 1 FROM credential_place), (SELECT max(list) FROM credential))::int AS current`;

/** What is in force here and was revoked before: a correction signs another, to whatever minutes. */
const END_TAKEN_OVER = `
  WITH ended AS (
    UPDATE credential SET revoked_at = before.revoked_at, reason = 'It was revoked before an older backup was restored.'
    FROM taken_over_revocation AS before
    WHERE before.list = credential.list AND before.index = credential.index AND credential.revoked_at IS NULL
    RETURNING credential.id
  )
  UPDATE registration SET credential_id = NULL, untaken_credential_id = ended.id FROM ended WHERE registration.credential_id = ended.id`;

const TAKE_OVER = `
  INSERT INTO taken_over_revocation (list, index, revoked_at)
  SELECT $1, told.index, told.at FROM unnest($2::int[], $3::timestamptz[]) AS told (index, at)
  WHERE NOT EXISTS (SELECT FROM credential WHERE list = $1 AND credential.index = told.index AND revoked_at IS NOT NULL)
  ON CONFLICT DO NOTHING
  RETURNING index`;
