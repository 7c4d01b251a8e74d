import { Module } from '@nestjs/common';
import { AbsentReceivers } from './absent-receivers.js';
import { DeliveryJobs } from './delivery-jobs.js';
import { MessageHandlers } from './message-handlers.js';
import { MessageRefusals } from './message-refusals.js';
import { Messages } from './messages.js';
import { OutboxRepository } from './outbox.repository.js';

/** What this college tells others of taking part, and is told by them; how it gets there is the delivery's. */
@Module({
  providers: [OutboxRepository, MessageHandlers, MessageRefusals, DeliveryJobs, AbsentReceivers, Messages],
  exports: [Messages, OutboxRepository, MessageHandlers, MessageRefusals, DeliveryJobs, AbsentReceivers],
})
export class MessagesModule {}
