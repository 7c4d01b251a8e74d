import { Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { ViewerModel } from '../viewer/viewer.model.js';
import { CalendarFeedModel } from './calendar-feed.model.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';

@Resolver(() => ViewerModel)
export class CalendarFeedsResolver {
  constructor(private readonly feeds: CalendarFeedsService) {}

  @ResolveField(() => CalendarFeedModel, { nullable: true, description: 'Null where they made none, and once it is revoked.' })
  async calendarFeed(@Parent() viewer: Actor): Promise<CalendarFeedModel | null> {
    const feed = await this.feeds.ofViewer(viewer);
    return feed && { createdAt: feed.createdAt, lastReadAt: feed.lastReadAt };
  }

  @Mutation(() => CalendarFeedModel, {
    nullable: true,
    description: 'A secret address for whoever is signed in, to give to a calendar program. The one they had before leads nowhere from then on.',
  })
  createCalendarFeed(@Context('actor') actor: Actor | null): Promise<CalendarFeedModel> {
    return this.feeds.create(actor);
  }

  @Mutation(() => Boolean, { nullable: true, description: 'The address leads nowhere from then on. False where there was none.' })
  revokeCalendarFeed(@Context('actor') actor: Actor | null): Promise<boolean> {
    return this.feeds.revoke(actor);
  }
}
