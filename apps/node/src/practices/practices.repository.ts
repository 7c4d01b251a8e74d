import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/transaction.js';
import type { NetworkPlace } from '../graph/network-order.js';
import { narrowToWords } from '../search/narrow-to-words.repository.js';
import type { WordsSought } from '../search/search-words.js';
import { AdoptionEntity } from './adoption.entity.js';
import type { PracticeWords } from './practice-words.js';
import { PracticeEntity } from './practice.entity.js';

/** Which practices are asked for; what is not given does not narrow. */
export interface PracticeCriteria {
  /** Has these words; null where a text has none. */
  readonly words?: WordsSought | null;
  /** Has any of them. */
  readonly tags?: readonly string[];
  /** Codes of colleges, any of which took it over. */
  readonly adoptedBy?: readonly string[];
}

@Injectable()
export class PracticesRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[], tx: Transaction = this.database.manager): Promise<PracticeEntity[]> {
    return tx.findBy(PracticeEntity, { id: In(ids) });
  }

  /** Those shown, newest first, from behind `after`. */
  async page(criteria: PracticeCriteria, after: NetworkPlace | null, limit: number): Promise<PracticeEntity[]> {
    const query = (await this.matching(criteria)).orderBy('practice.publishedAt', 'DESC').addOrderBy('practice.id', 'DESC').limit(limit);
    if (after) query.andWhere('(practice.publishedAt, practice.id) < (:at, :id)', { ...after });
    return query.getMany();
  }

  async count(criteria: PracticeCriteria): Promise<number> {
    return (await this.matching(criteria)).getCount();
  }

  /** Who took several practices over, each practice's in the order they did. */
  adoptionsOf(practiceIds: readonly string[]): Promise<AdoptionEntity[]> {
    return this.database.manager.find(AdoptionEntity, {
      where: { practiceId: In(practiceIds) },
      order: { adoptedAt: 'ASC', collegeCode: 'ASC' },
    });
  }

  /** @param authorUuid of whoever publishes it, where they are on the college's staff list */
  async add(words: PracticeWords, authorUuid: string | null): Promise<PracticeEntity> {
    const now = new Date();
    const [known]: unknown[] = await this.database.query('SELECT FROM person WHERE id = $1', [authorUuid]);
    const practice = { ...words, id: uuid(), authorId: known ? authorUuid : null, publishedAt: now, changedAt: now, withdrawnAt: null };
    await this.database.manager.insert(PracticeEntity, practice);
    return this.again(practice.id);
  }

  /** Changes one that is shown; null where there is none. */
  async change(id: string, words: Partial<PracticeWords>): Promise<PracticeEntity | null> {
    const { affected } = await this.database
      .createQueryBuilder()
      .update(PracticeEntity)
      .set({ ...words, changedAt: new Date() })
      .where('id = :id AND withdrawn_at IS NULL', { id })
      .execute();
    return affected === 1 ? this.again(id) : null;
  }

  /** Once withdrawn it stays so. */
  async withdraw(id: string): Promise<PracticeEntity> {
    const now = new Date();
    await this.database
      .createQueryBuilder()
      .update(PracticeEntity)
      .set({ withdrawnAt: now, changedAt: now })
      .where('id = :id AND withdrawn_at IS NULL', { id })
      .execute();
    return this.again(id);
  }

  /** Each college takes a practice over once, and may say later what came of it. Nothing where the practice is not shown. */
  async adopt(practiceId: string, by: { readonly college: string; readonly actorId: string }, outcome: string | null): Promise<void> {
    await this.database.query(ADOPT, [practiceId, by.college, outcome, new Date(), by.actorId]);
  }

  async disown(practiceId: string, college: string): Promise<void> {
    await this.database.manager.delete(AdoptionEntity, { practiceId, collegeCode: college });
  }

  private again(id: string): Promise<PracticeEntity> {
    return this.database.manager.findOneByOrFail(PracticeEntity, { id });
  }

  private async matching({ words, tags, adoptedBy }: PracticeCriteria): Promise<SelectQueryBuilder<PracticeEntity>> {
    const query = this.database.manager.createQueryBuilder(PracticeEntity, 'practice').where('practice.withdrawnAt IS NULL');
    if (tags) query.andWhere('folded_tags(practice.tags) && folded_tags(CAST(:tags AS text[]))', { tags });
    if (words !== undefined) await narrowToWords(query, 'practice.id', 'PRACTICE', words);
    if (adoptedBy) query.andWhere(ADOPTED_BY, { adoptedBy });
    return query;
  }
}

const ADOPTED_BY = `EXISTS (
  SELECT FROM adoption WHERE adoption.practice_id = practice.id AND adoption.college_code = ANY(:adoptedBy)
)`;

const ADOPT = `
  INSERT INTO adoption (practice_id, college_code, outcome, adopted_at, adopted_by)
  SELECT id, $2, $3, $4, $5 FROM practice WHERE id = $1 AND withdrawn_at IS NULL
  ON CONFLICT ON CONSTRAINT adoption_pkey
  DO UPDATE SET outcome = coalesce(excluded.outcome, adoption.outcome), adopted_by = excluded.adopted_by`;
