import { Module } from '@nestjs/common';
import { MessageHandlers } from './message-handlers.js';
import { Messages } from './messages.js';
import { OutboxRepository } from './outbox.repository.js';

/** What this college tells others of taking part, and is told by them. */
@Module({
  providers: [OutboxRepository, MessageHandlers, Messages],
  exports: [Messages],
})
export class MessagesModule {}
