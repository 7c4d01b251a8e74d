import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Transaction } from '../database/transaction.js';
import { type MessageContent, type MessageKind, messageContents } from './message-kinds.js';
import { MessageNotUnderstood } from './message-refused.js';
import type { ReceivedMessage } from './received-message.js';

export type ApplyMessage<Kind extends MessageKind> = (manager: Transaction, message: ReceivedMessage<Kind>) => Promise<void>;

/** A message as it came, of whatever kind. */
export interface UncheckedMessage {
  readonly from: string;
  readonly thread: string;
  readonly sequence: number;
  readonly kind: string;
  readonly content: unknown;
}

const contents: { readonly [Kind in MessageKind]: z.ZodType<MessageContent<Kind>> } = messageContents;

/** Who applies which kind of message. */
@Injectable()
export class MessageHandlers {
  private readonly byKind = new Map<string, (manager: Transaction, message: UncheckedMessage) => Promise<void>>();

  /** @throws Error when somebody applies that kind already */
  add<Kind extends MessageKind>(kind: Kind, apply: ApplyMessage<Kind>): void {
    if (this.byKind.has(kind)) throw new Error(`Messages of the kind ${kind} have somebody who applies them already.`);
    this.byKind.set(kind, async (manager, { content, ...message }) => {
      const parsed = contents[kind].safeParse(content);
      if (!parsed.success) throw new MessageNotUnderstood(`This node does not understand what the ${kind} holds.`);
      await apply(manager, { ...message, kind, content: parsed.data });
    });
  }

  /**
   * @throws MessageRefused for a message that can never be applied
   * @throws MessageNotUnderstood for one that a newer node may apply, and whatever else keeps it from being applied now
   */
  async apply(manager: Transaction, message: UncheckedMessage): Promise<void> {
    const apply = this.byKind.get(message.kind);
    if (!apply) throw new MessageNotUnderstood('This node knows no messages of that kind.');
    await apply(manager, message);
  }
}
