import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { EventEntity } from '../events/event.entity.js';
import { EventModel } from '../events/event.model.js';
import type { Page } from '../graph/page.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import type { RegistrationEntity } from './registration.entity.js';
import { RegistrationConnectionModel } from './registration.model.js';
import { RegistrationsService } from './registrations.service.js';

/** What registrations add to an event. */
@Resolver(() => EventModel)
export class EventRegistrationsResolver {
  constructor(private readonly service: RegistrationsService) {}

  @ResolveField(() => Int, { description: 'Places held: by those confirmed, and by those who attended.' })
  async placesTaken(event: EventEntity, _args: unknown, { loaders }: GraphContext): Promise<number> {
    return (await loaders.placesByEvent.load(event.id)).taken;
  }

  @ResolveField(() => Int, { description: 'How many wait for a place.' })
  async waitingCount(event: EventEntity, _args: unknown, { loaders }: GraphContext): Promise<number> {
    return (await loaders.placesByEvent.load(event.id)).waiting;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where to meet online; for the host’s staff and for those who hold a place.',
  })
  meetingUrl(event: EventEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<string | null> {
    return this.service.meetingUrl(actor, event, loaders);
  }

  @ResolveField(() => RegistrationConnectionModel, {
    description: 'In the order they came: all for the host’s staff, their own for a volunteer, none for others.',
  })
  registrations(
    @Parent() event: EventEntity,
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<RegistrationEntity> {
    return this.service.page(actor, event, first, after, loaders);
  }
}
