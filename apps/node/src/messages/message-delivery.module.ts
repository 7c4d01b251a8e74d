import { Module } from '@nestjs/common';
import { DeliveryService } from './delivery.service.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { LeftReceivers } from './left-receivers.js';
import { MessagesController } from './messages.controller.js';
import { MessagesModule } from './messages.module.js';
import { RelayClient } from './relay-client.js';
import { SweepService } from './sweep.service.js';

/** Brings messages to other colleges and takes theirs; apart from `MessagesModule`, for it needs the roster and the network. */
@Module({
  imports: [MessagesModule],
  controllers: [MessagesController],
  providers: [RelayClient, DeliveryService, InboxRepository, InboxService, LeftReceivers, SweepService],
})
export class MessageDeliveryModule {}
