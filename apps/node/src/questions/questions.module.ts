import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/consents.module.js';
import { EventsModule } from '../events/events.module.js';
import { ReadersModule } from '../readers/readers.module.js';
import { AuthorNames } from './author-names.service.js';
import { QuestionsRepository } from './questions.repository.js';
import { EventQuestionsResolver, QuestionConnectionResolver, QuestionsResolver } from './questions.resolver.js';
import { QuestionsService } from './questions.service.js';

@Module({
  imports: [EventsModule, ConsentsModule, ReadersModule],
  providers: [QuestionsRepository, AuthorNames, QuestionsService, QuestionsResolver, EventQuestionsResolver, QuestionConnectionResolver],
  exports: [QuestionsService],
})
export class QuestionsModule {}
