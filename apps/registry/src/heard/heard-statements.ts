import { Injectable } from '@nestjs/common';
import { InvalidToken } from '#identity/signed-claims.js';
import type { Stated } from '#membership/statement.js';
import type { Transaction } from '../database/decisions.js';
import { tooMuch } from '../graph/domain-error.js';
import { HeardStatementsRepository } from './heard-statements.repository.js';

/** What one college's machine may say while the first of it is remembered: `dobroset join` says a hundred and twenty things. */
const MOST = 1_000;

/**
 * Hears each thing that a college's machine says once: who caught a «we leave» on its way cannot say it again when the college
 * is back. It is kept in the database, so that another process of the registry, or this one after a start, knows it too.
 */
@Injectable()
export class HeardStatements {
  constructor(private readonly repository: HeardStatementsRepository) {}

  /**
   * @param stated of somebody who has proved to be that college's machine
   * @throws InvalidToken for what was said before; DomainError RATE_LIMITED for more than can be remembered
   */
  async hear({ college, id, until }: Stated<unknown>, tx?: Transaction): Promise<void> {
    await this.repository.forgetBefore(new Date(), tx);
    if ((await this.repository.countOf(college, tx)) >= MOST) throw tooMuch(`${college} said ${MOST} things within six minutes: say no more for that long.`);
    if (!(await this.repository.add({ college, id, until }, tx))) throw new InvalidToken('It was said before.');
  }
}
