import { Injectable } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import type { Transaction } from '../database/decisions.js';
import { LogRepository } from '../log/log.repository.js';
import { isCoordinating } from './membership.policy.js';
import { MembershipsRepository } from './memberships.repository.js';

/** Coordinators' yeses, each of which counts for as long as its college's word does. */
@Injectable()
export class Approvals {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly log: LogRepository,
  ) {}

  /** Global ids of those who said yes to a college, and whose own college coordinates now. */
  async standing(tx: Transaction, code: string): Promise<string[]> {
    const coordinating = new Set((await this.memberships.all(tx)).filter(isCoordinating).map((college) => college.code));
    return (await this.memberships.approvers(tx, code)).filter((id) => coordinating.has(collegeOf(id) ?? ''));
  }

  /**
   * Forgets what the coordinators of a college approved while it still waits for a second voice: they were not its people's words,
   * or are no longer. Coming back, the college does not bring them along.
   * @param actor whose decision it comes of
   * @param because for the log's readers
   */
  async forgetBy(tx: Transaction, college: string, actor: string, because: string): Promise<void> {
    for (const { code, coordinator } of await this.memberships.forgetUndecidedBy(tx, college)) {
      await this.log.append(tx, actor, 'APPROVAL_FORGOTTEN', code, { approvedBy: coordinator, reason: `The approval by ${coordinator} does not count: ${because}` });
    }
  }
}
