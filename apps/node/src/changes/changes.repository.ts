import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Circle } from '../college/circle.js';
import type { PublicKind } from '../college/public-kind.js';
import type { Transaction } from '../database/transaction.js';
import { type ChangePlace, NOTHING_READ } from './change-cursor.js';

/** The position before the first change. */
export const START = '0';

/** The latest change of one thing, as it stands in the log. */
export interface ChangeRow {
  readonly kind: PublicKind;
  readonly objectId: string;
  readonly changedAt: Date;
  readonly mark: string;
}

@Injectable()
export class ChangesRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Reads at one moment: what is read of the things themselves is neither older nor newer than the changes beside them. Otherwise
   * a reader would keep what a backup has never seen, behind a cursor that is still good.
   */
  atOneMoment<Result>(read: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction('REPEATABLE READ', read);
  }

  /**
   * Where somebody's reading goes on: the position of the change that they read last.
   * @returns null when this database has not lived it, or not the newest that there was then; who has read nothing has nothing that it did not live
   */
  async positionOf(tx: Transaction, { mark, newest }: Pick<ChangePlace, 'mark' | 'newest'>): Promise<string | null> {
    if (mark === NOTHING_READ) return START;
    const [row]: { position: string }[] = await tx.query(POSITION_OF, [mark, newest || null]);
    return row?.position ?? null;
  }

  /** The mark of the newest change; '' where there is none. */
  async newest(tx: Transaction): Promise<string> {
    const [row]: { mark: string }[] = await tx.query('SELECT mark FROM change_mark ORDER BY position DESC LIMIT 1');
    return row?.mark ?? '';
  }

  /** What people of the circle could notice behind that position, in the order of commit. */
  behind(tx: Transaction, circle: Circle, position: string, limit: number): Promise<ChangeRow[]> {
    return tx.query(BEHIND, [circle, position, limit]);
  }
}

const POSITION_OF = `
  SELECT position FROM change_mark
  WHERE mark = CAST($1 AS uuid) AND EXISTS (SELECT FROM change_mark WHERE mark = CAST($2 AS uuid))`;

const BEHIND = `
  SELECT change_entry.kind, change_entry.object_id AS "objectId", change_entry.changed_at AS "changedAt",
         change_mark.mark
  FROM change_entry
  JOIN change_mark ON change_mark.position = change_entry.position
  WHERE change_entry.circle = $1 AND change_entry.position > $2
  ORDER BY change_entry.position
  LIMIT $3`;
