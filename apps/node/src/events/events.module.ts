import { Module } from '@nestjs/common';
import { EventFieldsResolver } from './event-fields.resolver.js';
import { EventConnectionResolver, EventFeedItemResolver, EventFeedResolver } from './event-pages.resolver.js';
import { EventsRepository } from './events.repository.js';
import { CollegeEventsResolver, EventsResolver } from './events.resolver.js';
import { EventsService } from './events.service.js';
import { HostsAskedService } from './hosts-asked.service.js';

@Module({
  providers: [
    EventsRepository,
    EventsService,
    HostsAskedService,
    EventsResolver,
    CollegeEventsResolver,
    EventFieldsResolver,
    EventConnectionResolver,
    EventFeedResolver,
    EventFeedItemResolver,
  ],
  exports: [EventsService],
})
export class EventsModule {}
