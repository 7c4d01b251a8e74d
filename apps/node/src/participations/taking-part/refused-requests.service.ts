import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import type { RefusedMessage } from '../../messages/message-refusals.js';
import { Messages } from '../../messages/messages.js';
import { TakingPartRepository } from './taking-part.repository.js';

/** A request that its host’s node can never take gives no place: whoever waits for the answer is told so. */
@Injectable()
export class RefusedRequestsService implements OnModuleInit {
  constructor(
    private readonly repository: TakingPartRepository,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
  ) {}

  onModuleInit(): void {
    this.messages.whenRefused('SEAT_REQUESTED', (tx, refused) => this.refused(tx, refused));
  }

  /** What was given up since, or asked anew, waits for no answer to this one. */
  private async refused(tx: Transaction, { thread, content: { request } }: RefusedMessage<'SEAT_REQUESTED'>): Promise<void> {
    const uuid = this.thisCollege.uuidOf(thread);
    const participation = uuid === null ? null : await this.repository.lock(tx, uuid);
    if (participation?.status !== 'AWAITING_HOST' || participation.request !== request) return;
    await this.repository.change(tx, participation, { status: 'DECLINED', reason: 'HOST_REFUSED' });
  }
}
