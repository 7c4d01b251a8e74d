import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '../event.entity.js';
import { EventModel } from '../event.model.js';
import { AfterwardsService } from './afterwards.service.js';

@Resolver(() => EventModel)
export class AfterwardsResolver {
  constructor(private readonly afterwards: AfterwardsService) {}

  @Mutation(() => EventModel, { nullable: true, description: 'By the host’s staff, before the event and after it, unless it was cancelled: a recording, a presentation, a hand-out. An address that is there gets the new title.' })
  addMaterial(
    @Context('actor') actor: Actor | null,
    @Args('eventId', { type: () => ID }) eventId: string,
    @Args('title') title: string,
    @Args('url', { description: 'Begins with http:// or https://.' }) url: string,
  ): Promise<EventEntity> {
    return this.afterwards.addMaterial(actor, eventId, { title, url });
  }

  @Mutation(() => EventModel, { nullable: true, description: 'By the host’s staff.' })
  removeMaterial(
    @Context('actor') actor: Actor | null,
    @Args('eventId', { type: () => ID }) eventId: string,
    @Args('url') url: string,
  ): Promise<EventEntity> {
    return this.afterwards.removeMaterial(actor, eventId, url);
  }

  @Mutation(() => EventModel, { nullable: true, description: 'By the host’s staff, once the event is over: what came of it. Null takes it away again.' })
  recordOutcome(
    @Context('actor') actor: Actor | null,
    @Args('eventId', { type: () => ID }) eventId: string,
    @Args('outcome', { type: () => String, nullable: true }) outcome?: string | null,
  ): Promise<EventEntity> {
    return this.afterwards.recordOutcome(actor, eventId, outcome ?? null);
  }
}
