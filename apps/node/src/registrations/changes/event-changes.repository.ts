import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Transaction } from '../../database/transaction.js';
import { EventEntity } from '../../events/event.entity.js';
import type { PlacesKept } from '../../events/kept-places.js';
import { RemotePlaceEntity } from '../../events/remote-place.entity.js';
import { TAKES_PART } from '../registration-status.js';
import { RegistrationEntity } from '../registration.entity.js';

/** Rows of one event, in the transaction of whoever holds it. */
@Injectable()
export class EventChangesRepository {
  constructor(private readonly database: DataSource) {}

  async change(tx: Transaction, id: string, changes: Partial<Omit<EventEntity, 'partOf' | 'series' | 'materials'>>): Promise<void> {
    if (Object.keys(changes).length > 0) await tx.update(EventEntity, { id }, changes);
  }

  /** How many places are kept for each partner. */
  async kept(tx: Transaction, eventId: string): Promise<PlacesKept[]> {
    const rows = await tx.findBy(RemotePlaceEntity, { eventId });
    return rows.map(({ collegeCode, places }) => ({ college: collegeCode, places }));
  }

  /** Sets how many places are kept for each of these partners; none is no row. */
  async keep(tx: Transaction, eventId: string, kept: readonly PlacesKept[]): Promise<void> {
    if (kept.length === 0) return;
    await tx.delete(RemotePlaceEntity, { eventId, collegeCode: In(kept.map(({ college }) => college)) });
    const rows = kept.filter(({ places }) => places > 0).map(({ college, places }) => ({ eventId, collegeCode: college, places }));
    if (rows.length > 0) await tx.insert(RemotePlaceEntity, rows);
  }

  /** Who takes part or took part, or waits; in the order they came. */
  taking(tx: Transaction, eventId: string): Promise<RegistrationEntity[]> {
    return tx.find(RegistrationEntity, {
      where: { eventId, status: In(TAKES_PART) },
      order: { queueNumber: 'ASC' },
    });
  }

  /** The most minutes credited to anybody. */
  async mostMinutes(tx: Transaction, eventId: string): Promise<number> {
    const [row]: { most: number | null }[] = await tx.query('SELECT max(minutes) AS most FROM registration WHERE event_id = $1', [eventId]);
    return row?.most ?? 0;
  }

  /** Its sessions, by start. */
  partsOf(tx: Transaction, id: string): Promise<EventEntity[]> {
    return tx.find(EventEntity, { where: { partOfId: id }, order: { startsAt: 'ASC', id: 'ASC' } });
  }

  /** Events that were changed past the node, and whose participants do not know yet. */
  async untold(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query('SELECT id FROM event WHERE NOT participants_told ORDER BY id');
    return rows.map(({ id }) => id);
  }
}
