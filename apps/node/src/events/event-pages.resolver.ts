import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { CoverageModel } from '../college/coverage.model.js';
import { ThisCollege } from '../college/this-college.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import { EventConnectionModel, EventFeedItemModel, EventFeedModel } from './event-feed.model.js';
import type { EventEntity } from './event.entity.js';
import { EventModel } from './event.model.js';
import { EventsService } from './events.service.js';

@Resolver(() => EventConnectionModel)
export class EventConnectionResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  @ResolveField(() => [EventModel], { nullable: 'items' })
  nodes(page: Page<EventEntity>): Promise<EventEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<EventEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int, { description: 'Of all pages together.' })
  totalCount(page: Page<EventEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => CoverageModel, { description: 'Which colleges’ events these are, and whose are missing.' })
  coverage(): CoverageModel {
    return { answered: [{ code: this.thisCollege.code }], missing: [] };
  }
}

@Resolver(() => EventFeedModel)
export class EventFeedResolver {
  @ResolveField(() => [EventFeedItemModel])
  items(page: Page<EventEntity>): Promise<EventEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<EventEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => Boolean)
  hasNextPage(page: Page<EventEntity>): Promise<boolean> {
    return page.hasNextPage();
  }
}

/** An item of the feed is the event itself, seen with its key. */
@Resolver(() => EventFeedItemModel)
export class EventFeedItemResolver {
  constructor(private readonly events: EventsService) {}

  @ResolveField(() => String)
  key(event: EventEntity): string {
    return this.events.keyOf(event);
  }

  @ResolveField(() => EventModel, { nullable: true })
  event(event: EventEntity): EventEntity {
    return event;
  }
}
