import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { COLLEGE_CODE } from '#contract/ids.js';
import type { Transaction } from '../database/decisions.js';
import { ApprovalEntity } from './approval.entity.js';
import { MembershipEntity } from './membership.entity.js';

@Injectable()
export class MembershipsRepository {
  constructor(private readonly database: DataSource) {}

  async byCode(code: string, tx: Transaction = this.database.manager): Promise<MembershipEntity | null> {
    // What is no code may hold what PostgreSQL cannot.
    if (!COLLEGE_CODE.test(code)) return null;
    return tx.findOneBy(MembershipEntity, { code });
  }

  /** Everybody, by code, as one moment has them. */
  async all(tx: Transaction): Promise<MembershipEntity[]> {
    return tx.find(MembershipEntity, { order: { code: 'ASC' } });
  }

  async save(tx: Transaction, membership: MembershipEntity): Promise<void> {
    await tx.save(MembershipEntity, membership);
  }

  async change(tx: Transaction, code: string, change: Partial<Omit<MembershipEntity, 'foundedAs' | 'code'>>): Promise<void> {
    await tx.update(MembershipEntity, { code }, change);
  }

  /** Global ids of those who said yes. */
  async approvers(tx: Transaction, code: string): Promise<string[]> {
    return (await tx.findBy(ApprovalEntity, { code })).map(({ coordinator }) => coordinator);
  }

  /** How many said yes, by code. */
  async approvalCounts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ code: string; count: number }[]>('SELECT code, count(*)::int AS count FROM approval GROUP BY code');
    return new Map(rows.map(({ code, count }) => [code, count]));
  }

  async addApproval(tx: Transaction, code: string, coordinator: string): Promise<void> {
    await tx.insert(ApprovalEntity, { code, coordinator, approvedAt: new Date() });
  }

  /** Takes back what a college's coordinators said of those who are not decided yet. */
  async forgetUndecidedBy(tx: Transaction, college: string): Promise<Pick<ApprovalEntity, 'code' | 'coordinator'>[]> {
    const [rows] = await tx.query<[Pick<ApprovalEntity, 'code' | 'coordinator'>[], number]>(
      `DELETE FROM approval USING membership
       WHERE membership.code = approval.code AND membership.status <> 'MEMBER' AND split_part(coordinator, ':', 1) = $1
       RETURNING approval.code, coordinator`,
      [college],
    );
    return rows;
  }

  /** What was approved once has to be approved anew. */
  async forgetApprovals(tx: Transaction, code: string): Promise<void> {
    await tx.delete(ApprovalEntity, { code });
  }
}
