import type { MessageContent, MessageKind } from './message-kinds.js';

/** A message as whoever applies its kind is given it. */
export interface ReceivedMessage<Kind extends MessageKind = MessageKind> {
  /** Code of the college that sent it, verified. */
  readonly from: string;
  /** Global id of the participation or agreement: `from` is the college in front of it, or this one is. */
  readonly thread: string;
  /** From 1 on, per thread and direction; 0 where a college tells itself. */
  readonly sequence: number;
  readonly kind: Kind;
  readonly content: MessageContent<Kind>;
}
