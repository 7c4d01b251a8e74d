import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Transaction } from '../database/transaction.js';
import { type MessageContent, type MessageKind, messageContents } from './message-kinds.js';

/** A message of this college that its receiver will never apply. */
export interface RefusedMessage<Kind extends MessageKind = MessageKind> {
  /** Code of the college. */
  readonly to: string;
  /** Global id of what it was about. */
  readonly thread: string;
  readonly content: MessageContent<Kind>;
}

const contents: { readonly [Kind in MessageKind]: z.ZodType<MessageContent<Kind>> } = messageContents;

type Follow = (tx: Transaction, refused: Omit<RefusedMessage, 'content'> & { readonly content: unknown }) => Promise<void>;

/** What follows here where a message is refused for good: whoever waits for what it asked for waits no longer. */
@Injectable()
export class MessageRefusals {
  private readonly byKind = new Map<string, Follow>();

  /** @throws Error when somebody follows messages of that kind already */
  add<Kind extends MessageKind>(kind: Kind, follow: (tx: Transaction, refused: RefusedMessage<Kind>) => Promise<void>): void {
    if (this.byKind.has(kind)) throw new Error(`Somebody follows refused messages of the kind ${kind} already.`);
    this.byKind.set(kind, async (tx, { content, ...refused }) => {
      const parsed = contents[kind].safeParse(content);
      if (parsed.success) await follow(tx, { ...refused, content: parsed.data }); // else an earlier release wrote it
    });
  }

  /** Does what follows; of most kinds nothing does. */
  async follow(tx: Transaction, { kind, ...refused }: Parameters<Follow>[1] & { readonly kind: MessageKind }): Promise<void> {
    await this.byKind.get(kind)?.(tx, refused);
  }
}
