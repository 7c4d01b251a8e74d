import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { ParticipationModel } from '../participation.model.js';
import { CheckingInService } from './checking-in.service.js';

@Resolver(() => ParticipationModel)
export class CheckingInResolver {
  constructor(private readonly service: CheckingInService) {}

  @Mutation(() => ParticipationModel, {
    nullable: true,
    description:
      'Shows that the volunteer who is signed in is at an event, by the code that its staff read out, online or at the door. At most five tries; ' +
      'nothing is credited before the event is over.',
  })
  checkIn(
    @Context('actor') actor: Actor | null,
    @Args('eventId', { type: () => ID }) eventId: string,
    @Args('code') code: string,
  ): Promise<ParticipationEntity> {
    return this.service.checkIn(actor, eventId, code);
  }
}
