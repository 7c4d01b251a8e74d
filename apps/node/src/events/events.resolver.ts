import { Args, Context, Directive, ID, Int, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import type { Page } from '../graph/page.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import { EventConnectionModel, EventFeedModel } from './event-feed.model.js';
import type { EventEntity } from './event.entity.js';
import { EventModel } from './event.model.js';
import { EventFilter } from './events.inputs.js';
import { EventsService } from './events.service.js';

@Resolver(() => EventModel)
export class EventsResolver {
  constructor(private readonly events: EventsService) {}

  @Query(() => EventModel, { nullable: true, description: 'One event, where the actor may see it.' })
  event(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<EventEntity> {
    return this.events.find(actor, id, loaders);
  }

  @Query(() => EventFeedModel, {
    description: 'This college’s events in the order that the whole network shares; `after` is any college’s cursor.',
  })
  @Directive('@inaccessible')
  eventFeed(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: EventFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<EventEntity> {
    return this.events.page(actor, filter, first, after);
  }

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<EventEntity> {
    return this.events.find(actor, reference.id, loaders);
  }
}

@Resolver(() => CollegeModel)
export class CollegeEventsResolver {
  constructor(private readonly service: EventsService) {}

  @ResolveField(() => EventConnectionModel, { middleware: [onceARequest], nullable: true, description: 'The events it hosts, by start.' })
  events(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: EventFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<EventEntity> {
    return this.service.ownList(actor, filter, first, after);
  }
}
