import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { FeedbackRepository } from './feedback.repository.js';
import { EventFeedbackResolver, FeedbackCommentConnectionResolver, FeedbackCommentResolver } from './feedback.resolver.js';
import { FeedbackService } from './feedback.service.js';

@Module({
  imports: [EventsModule],
  providers: [FeedbackRepository, FeedbackService, EventFeedbackResolver, FeedbackCommentResolver, FeedbackCommentConnectionResolver],
  exports: [FeedbackService],
})
export class FeedbackModule {}
