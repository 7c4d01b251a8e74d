import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction.js';
import { CollegeEntity } from './college.entity.js';

@Injectable()
export class CollegeRepository {
  constructor(private readonly database: DataSource) {}

  /** The college that the database belongs to; null in a new database. */
  owner(tx: Transaction = this.database.manager): Promise<CollegeEntity | null> {
    return tx.findOneBy(CollegeEntity, { onlyOne: true });
  }

  /** Writes who the database belongs to, unless that is settled. */
  async claim(code: string, timeZone: string): Promise<void> {
    await this.database.query('INSERT INTO college (code, time_zone) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      code,
      timeZone,
    ]);
  }
}
