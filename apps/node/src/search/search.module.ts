import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { SearchRepository } from './search.repository.js';
import { SearchResolver } from './search.resolver.js';
import { SearchService } from './search.service.js';

@Module({
  imports: [EventsModule],
  providers: [SearchRepository, SearchService, SearchResolver],
})
export class SearchModule {}
