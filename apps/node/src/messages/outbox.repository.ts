import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/transaction.js';
import type { MessageKind } from './message-kinds.js';
import { OutboxMessageEntity } from './outbox-message.entity.js';

/** A message before it has its number. */
export interface NewMessage {
  readonly receiver: string;
  readonly thread: string;
  readonly kind: MessageKind;
  readonly content: object;
}

@Injectable()
export class OutboxRepository {
  /** Gives the message the next number of its thread, which nobody else gets until the transaction ends, and keeps it. */
  async add(manager: Transaction, { receiver, thread, kind, content }: NewMessage): Promise<string> {
    const id = uuid();
    const [counted]: { sequence: number }[] = await manager.query(NEXT_SEQUENCE, [receiver, thread]);
    const sequence = counted?.sequence;
    await manager.insert(OutboxMessageEntity, { id, receiver, thread, sequence, kind, content, createdAt: new Date() });
    return id;
  }
}

const NEXT_SEQUENCE = `
  INSERT INTO outbox_thread (receiver, thread, last_sequence) VALUES ($1, $2, 1)
  ON CONFLICT (receiver, thread) DO UPDATE SET last_sequence = outbox_thread.last_sequence + 1
  RETURNING last_sequence AS sequence`;
