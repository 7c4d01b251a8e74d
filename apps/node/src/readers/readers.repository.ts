import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/transaction.js';
import { PersonalDataReadEntity } from './personal-data-read.entity.js';

/** What is about to be given to another college. */
export type Read = Pick<PersonalDataReadEntity, 'volunteerId' | 'readerCode' | 'fields'>;

@Injectable()
export class ReadersRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[]): Promise<PersonalDataReadEntity[]> {
    return this.database.manager.findBy(PersonalDataReadEntity, { id: In(ids) });
  }

  /** All in one statement; once it returns they are there to stay. */
  async add(reads: readonly Read[], tx: Transaction = this.database.manager): Promise<void> {
    const readAt = new Date();
    await tx.insert(PersonalDataReadEntity, reads.map((read) => ({ ...read, id: uuid(), readAt })));
  }

  /** The latest of each volunteer, newest first; one statement however many volunteers. */
  latest(volunteerIds: readonly string[], limit: number): Promise<PersonalDataReadEntity[]> {
    return this.database.query(LATEST, [volunteerIds, limit]);
  }

  /** Those of one volunteer that are older than that one, newest first. */
  behind({ volunteerId, readAt, id }: PersonalDataReadEntity, limit: number): Promise<PersonalDataReadEntity[]> {
    return this.database.manager
      .createQueryBuilder(PersonalDataReadEntity, 'reading')
      .where('reading.volunteerId = :volunteerId AND (reading.readAt, reading.id) < (:readAt, :id)', { volunteerId, readAt, id })
      .orderBy('reading.readAt', 'DESC')
      .addOrderBy('reading.id', 'DESC')
      .limit(limit)
      .getMany();
  }
}

const LATEST = `
  SELECT latest.id,
         latest.volunteer_id AS "volunteerId",
         latest.reader_code AS "readerCode",
         latest.fields,
         latest.read_at AS "readAt"
  FROM unnest($1::uuid[]) AS wanted (volunteer_id)
  CROSS JOIN LATERAL (
    SELECT * FROM personal_data_read
    WHERE personal_data_read.volunteer_id = wanted.volunteer_id
    ORDER BY read_at DESC, id DESC
    LIMIT $2
  ) AS latest
  ORDER BY latest.read_at DESC, latest.id DESC`;
