import { Module } from '@nestjs/common';
import { CoHostsRepository } from './co-hosts/co-hosts.repository.js';
import { CoHostsResolver } from './co-hosts/co-hosts.resolver.js';
import { CoHostsService } from './co-hosts/co-hosts.service.js';
import { DraftsRepository } from './drafts/drafts.repository.js';
import { DraftsResolver } from './drafts/drafts.resolver.js';
import { DraftsService } from './drafts/drafts.service.js';
import { AfterwardsRepository } from './afterwards/afterwards.repository.js';
import { AfterwardsResolver } from './afterwards/afterwards.resolver.js';
import { AfterwardsService } from './afterwards/afterwards.service.js';
import { EventFieldsResolver } from './event-fields.resolver.js';
import { EventConnectionResolver, EventFeedItemResolver, EventFeedResolver } from './event-pages.resolver.js';
import { EventsRepository } from './events.repository.js';
import { CollegeEventsResolver, EventsResolver } from './events.resolver.js';
import { EventsService } from './events.service.js';
import { PartnersNamedService } from './partners-named.service.js';
import { EventSeriesRepository } from './series/event-series.repository.js';
import { EventSeriesService } from './series/event-series.service.js';
import { SeriesClock } from './series/series-clock.js';

@Module({
  providers: [
    EventsRepository,
    EventsService,
    PartnersNamedService,
    EventsResolver,
    CollegeEventsResolver,
    EventFieldsResolver,
    EventConnectionResolver,
    EventFeedResolver,
    EventFeedItemResolver,
    DraftsRepository,
    DraftsService,
    DraftsResolver,
    CoHostsRepository,
    CoHostsService,
    CoHostsResolver,
    EventSeriesRepository,
    EventSeriesService,
    SeriesClock,
    AfterwardsRepository,
    AfterwardsService,
    AfterwardsResolver,
  ],
  exports: [EventsService, CoHostsService, PartnersNamedService, EventSeriesRepository],
})
export class EventsModule {}
