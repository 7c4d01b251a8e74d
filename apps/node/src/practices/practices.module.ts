import { Module } from '@nestjs/common';
import { PracticeFieldsResolver } from './practice-fields.resolver.js';
import { PracticeConnectionResolver, PracticeFeedItemResolver, PracticeFeedResolver } from './practice-pages.resolver.js';
import { PracticesRepository } from './practices.repository.js';
import { CollegePracticesResolver, PracticesResolver } from './practices.resolver.js';
import { PracticesService } from './practices.service.js';

@Module({
  providers: [
    PracticesRepository,
    PracticesService,
    PracticesResolver,
    CollegePracticesResolver,
    PracticeFieldsResolver,
    PracticeConnectionResolver,
    PracticeFeedResolver,
    PracticeFeedItemResolver,
  ],
  exports: [PracticesService],
})
export class PracticesModule {}
