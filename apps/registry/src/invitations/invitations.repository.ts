import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/decisions.js';
import { InvitationEntity } from './invitation.entity.js';

/** What `invitations` gives at most. */
const MOST = 100;

@Injectable()
export class InvitationsRepository {
  constructor(private readonly database: DataSource) {}

  async byTokenHash(tokenHash: string, tx: Transaction = this.database.manager): Promise<InvitationEntity | null> {
    return tx.findOneBy(InvitationEntity, { tokenHash });
  }

  /** The newest first. */
  async latest(): Promise<InvitationEntity[]> {
    return this.database.manager.find(InvitationEntity, { order: { invitedAt: 'DESC', id: 'DESC' }, take: MOST });
  }

  /** A new invitation takes the place of those of the same college that nobody has used. */
  async replaceUnused(tx: Transaction, invitation: InvitationEntity): Promise<void> {
    await tx.query('DELETE FROM invitation WHERE code = $1 AND used_at IS NULL', [invitation.code]);
    await tx.insert(InvitationEntity, invitation);
  }

  /** From now on its token counts only together with this key. */
  async bindTo(tx: Transaction, id: string, keyKid: string): Promise<void> {
    await tx.update(InvitationEntity, { id }, { keyKid });
  }

  async markUsed(tx: Transaction, id: string): Promise<void> {
    await tx.update(InvitationEntity, { id }, { usedAt: new Date() });
  }
}
