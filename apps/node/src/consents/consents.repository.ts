import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { runAgain } from '../database/run-again.js';
import type { Transaction } from '../database/transaction.js';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import type { ConsentPurpose } from './consent-purpose.js';
import { ConsentEntity } from './consent.entity.js';
import type { Giving } from './giving.js';

/** One volunteer's consents while nobody else changes them. */
export interface ConsentsChange {
  readonly volunteer: VolunteerEntity;
  readonly tx: Transaction;
  latest(): Promise<ConsentEntity[]>;
  /** Everything that was taken back, however long ago. */
  withdrawn(): Promise<ConsentEntity[]>;
  /** @param by global id of whoever enters them */
  add(givings: readonly Giving[], by: string): Promise<void>;
  /** Takes back everything that stands of one consent, whoever gave it. */
  withdraw(purpose: ConsentPurpose, by: string): Promise<void>;
}

@Injectable()
export class ConsentsRepository {
  constructor(private readonly database: DataSource) {}

  /** The last giving of each purpose by each giver. */
  latestOf(volunteerIds: readonly string[], tx: Transaction = this.database.manager): Promise<ConsentEntity[]> {
    return tx
      .createQueryBuilder(ConsentEntity, 'consent')
      .distinctOn(['consent.volunteerId', 'consent.purpose', 'consent.giver'])
      .where('consent.volunteerId = ANY(:volunteerIds)', { volunteerIds })
      .orderBy('consent.volunteerId')
      .addOrderBy('consent.purpose')
      .addOrderBy('consent.giver')
      .addOrderBy('consent.givenAt', 'DESC')
      .addOrderBy('consent.id', 'DESC')
      .getMany();
  }

  /**
   * Runs a change in a transaction that holds the volunteer's row, so that giving and withdrawing come one after the other.
   * @param work is given null where there is no such volunteer
   */
  alone<Result>(volunteerId: string, work: (change: ConsentsChange | null) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, async (tx) => {
      const volunteer = await tx.findOne(VolunteerEntity, { where: { id: volunteerId }, lock: { mode: 'pessimistic_write' } });
      return work(volunteer && this.changeOf(tx, volunteer));
    });
  }

  private changeOf(tx: Transaction, volunteer: VolunteerEntity): ConsentsChange {
    const now = new Date(); // only once the row is ours: nothing may be withdrawn before it was given
    const volunteerId = volunteer.id;
    return {
      volunteer,
      tx,
      latest: () => this.latestOf([volunteerId], tx),
      withdrawn: () => tx.findBy(ConsentEntity, { volunteerId, withdrawnAt: Not(IsNull()) }),
      add: async (givings, recordedBy) => {
        await tx.insert(ConsentEntity, givings.map((giving) => ({ ...giving, id: uuid(), volunteerId, givenAt: now, recordedBy })));
      },
      withdraw: async (purpose, withdrawnBy) => {
        await tx.update(ConsentEntity, { volunteerId, purpose, withdrawnAt: IsNull() }, { withdrawnAt: now, withdrawnBy });
      },
    };
  }
}
