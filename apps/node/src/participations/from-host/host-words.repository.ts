import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { ParticipationEntity } from '../participation.entity.js';
import { RecordEntryEntity } from '../record/record-entry.entity.js';

/** What changes of a participation by its host's word. */
export type HostsWord = Partial<
  Pick<ParticipationEntity, 'status' | 'format' | 'reason' | 'eventTitle' | 'eventStartsAt' | 'eventEndsAt' | 'eventTimeZone' | 'eventStatus' | 'eventCapacity'>
>;

@Injectable()
export class HostWordsRepository {
  /** Held until the transaction ends. */
  lock(tx: Transaction, id: string): Promise<ParticipationEntity | null> {
    return tx.findOne(ParticipationEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  volunteerOf(tx: Transaction, { volunteerId }: ParticipationEntity): Promise<VolunteerEntity> {
    return tx.findOneByOrFail(VolunteerEntity, { id: volunteerId });
  }

  async note(tx: Transaction, { id }: ParticipationEntity, word: HostsWord): Promise<void> {
    await tx.update(ParticipationEntity, { id }, word);
  }

  /** The entry of a participation that nobody took back; there is one at most. */
  async inForce(tx: Transaction, { id }: ParticipationEntity): Promise<RecordEntryEntity | null> {
    const [row]: { id: string }[] = await tx.query(IN_FORCE, [id]);
    return row ? tx.findOneBy(RecordEntryEntity, { id: row.id }) : null;
  }

  async record(tx: Transaction, entry: Omit<RecordEntryEntity, 'recordedAt' | 'participation' | 'revoked'>): Promise<void> {
    await tx.insert(RecordEntryEntity, { ...entry, recordedAt: new Date() });
  }
}

const IN_FORCE = `
  SELECT id FROM record_entry AS entry
  WHERE participation_id = $1 AND kind <> 'REVOCATION'
    AND NOT EXISTS (SELECT FROM record_entry AS revocation WHERE revocation.revokes = entry.id)`;
