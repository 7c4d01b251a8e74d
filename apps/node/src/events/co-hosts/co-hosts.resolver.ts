import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '../event.entity.js';
import { EventModel } from '../event.model.js';
import { CoHostsService } from './co-hosts.service.js';

@Resolver(() => EventModel)
export class CoHostsResolver {
  constructor(private readonly coHosts: CoHostsService) {}

  @Mutation(() => EventModel, {
    nullable: true,
    description: 'By a curator of a college that the host asked: it holds the event, too. Of a series this goes for every event.',
  })
  acceptCoHost(@Context('actor') actor: Actor | null, @Args('eventId', { type: () => ID }) eventId: string): Promise<EventEntity | null> {
    return this.coHosts.answer(actor, eventId, 'ACCEPTED');
  }

  @Mutation(() => EventModel, {
    nullable: true,
    description: 'By a curator of a college that the host asked: it does not hold the event, or does no more; what was cancelled can be declined, too. Of a series this goes for every event. Declined again, it answers null where the college’s people may not know of the event.',
  })
  declineCoHost(@Context('actor') actor: Actor | null, @Args('eventId', { type: () => ID }) eventId: string): Promise<EventEntity | null> {
    return this.coHosts.answer(actor, eventId, 'DECLINED');
  }
}
