import { Module } from '@nestjs/common';
import { AfterwardsRepository } from './afterwards/afterwards.repository.js';
import { AfterwardsResolver } from './afterwards/afterwards.resolver.js';
import { AfterwardsService } from './afterwards/afterwards.service.js';
import { EventFieldsResolver } from './event-fields.resolver.js';
import { EventConnectionResolver, EventFeedItemResolver, EventFeedResolver } from './event-pages.resolver.js';
import { EventsRepository } from './events.repository.js';
import { CollegeEventsResolver, EventsResolver } from './events.resolver.js';
import { EventsService } from './events.service.js';

@Module({
  providers: [
    EventsRepository,
    EventsService,
    EventsResolver,
    CollegeEventsResolver,
    EventFieldsResolver,
    EventConnectionResolver,
    EventFeedResolver,
    EventFeedItemResolver,
    AfterwardsRepository,
    AfterwardsService,
    AfterwardsResolver,
  ],
  exports: [EventsService],
})
export class EventsModule {}
