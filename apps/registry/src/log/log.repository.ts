import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { COLLEGE_CODE } from '#contract/ids.js';
import type { Transaction } from '../database/decisions.js';
import { type Decision, LogEntryEntity } from './log-entry.entity.js';
import { TELLING } from './membership-past.js';

@Injectable()
export class LogRepository {
  constructor(private readonly database: DataSource) {}

  /** Adds an entry; decisions are made one after the other, so the next number is nobody else's. */
  async append(tx: Transaction, actor: string, decision: Decision, subject: string, details: object = {}): Promise<void> {
    await tx.query(
      `INSERT INTO log_entry (number, at, actor, decision, subject, details)
       SELECT coalesce(max(number), 0) + 1, now(), $1, $2, $3, $4 FROM log_entry`,
      [actor, decision, subject, JSON.stringify(details)],
    );
  }

  /** How many decisions there were. */
  async lastNumber(tx: Transaction): Promise<number> {
    return (await tx.maximum(LogEntryEntity, 'number')) ?? 0;
  }

  /** The last decision that was about it. */
  async lastAbout(tx: Transaction, subject: string): Promise<LogEntryEntity | null> {
    return tx.findOne(LogEntryEntity, { where: { subject }, order: { number: 'DESC' } });
  }

  /** By what it is told who is a member, was one, or is suspended: of that college, or of all, the first decision first. */
  async standing(tx: Transaction, subject?: string): Promise<Pick<LogEntryEntity, 'subject' | 'decision' | 'at'>[]> {
    const where = { decision: In(TELLING), ...(subject !== undefined && { subject }) };
    return tx.find(LogEntryEntity, { select: { number: true, subject: true, decision: true, at: true }, where, order: { number: 'ASC' } });
  }

  /** All that was decided of one college, the first decision first. */
  async about(subject: string): Promise<LogEntryEntity[]> {
    // Gateways' ids have the same form, and what is neither may hold what PostgreSQL cannot.
    if (!COLLEGE_CODE.test(subject)) return [];
    return this.database.manager.find(LogEntryEntity, { where: { subject }, order: { number: 'ASC' } });
  }
}
