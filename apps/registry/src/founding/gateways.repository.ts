import { Injectable } from '@nestjs/common';
import type { Gateway } from '#roster/roster.js';
import type { Transaction } from '../database/decisions.js';
import { GatewayEntity } from './gateway.entity.js';

@Injectable()
export class GatewaysRepository {
  async byId(tx: Transaction, id: string): Promise<GatewayEntity | null> {
    return tx.findOneBy(GatewayEntity, { id });
  }

  async save(tx: Transaction, { id, keys, url }: Gateway): Promise<void> {
    await tx.save(GatewayEntity, { id, keys, url: url ?? null });
  }
}
