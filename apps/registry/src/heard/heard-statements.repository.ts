import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import type { Transaction } from '../database/decisions.js';
import { HeardStatementEntity } from './heard-statement.entity.js';

@Injectable()
export class HeardStatementsRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns false where it is there already */
  async add(heard: HeardStatementEntity, tx: Transaction = this.database.manager): Promise<boolean> {
    const added: { readonly raw: unknown } = await tx.createQueryBuilder().insert().into(HeardStatementEntity).values(heard).orIgnore().returning('id').execute();
    return Array.isArray(added.raw) && added.raw.length > 0;
  }

  countOf(college: string, tx: Transaction = this.database.manager): Promise<number> {
    return tx.countBy(HeardStatementEntity, { college });
  }

  async forgetBefore(moment: Date, tx: Transaction = this.database.manager): Promise<void> {
    await tx.delete(HeardStatementEntity, { until: LessThan(moment) });
  }
}
