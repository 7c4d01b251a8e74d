import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { ApproveResult, TakePartResult, WithdrawResult } from '../participation.errors.js';
import { ParticipationModel, TakePartInput } from '../participation.model.js';
import { TakingPartService } from './taking-part.service.js';

@Resolver(() => ParticipationModel)
export class TakingPartResolver {
  constructor(private readonly service: TakingPartService) {}

  @Mutation(() => TakePartResult, {
    nullable: true,
    description:
      'Asks for a place on an event of whichever college, for the volunteer, mentor or curator who is signed in. If the host ' +
      'answers in time the place is there at once; if not, the participation is AWAITING_HOST, and the answer comes by itself.',
  })
  takePart(@Context('actor') actor: Actor | null, @Args('input') input: TakePartInput): Promise<object> {
    return this.service.takePart(actor, input);
  }

  @Mutation(() => WithdrawResult, { nullable: true, description: 'Gives the place up, before the event begins; by the volunteer, or the home’s curator.' })
  withdrawParticipation(@Context('actor') actor: Actor | null, @Args('participationId', { type: () => ID }) participationId: string): Promise<object> {
    return this.service.withdraw(actor, participationId);
  }

  @Mutation(() => ApproveResult, {
    nullable: true,
    description: 'The home agrees, and the host is asked: by a curator, or where the college has it so by the volunteer’s own mentor.',
  })
  approveParticipation(@Context('actor') actor: Actor | null, @Args('participationId', { type: () => ID }) participationId: string): Promise<object> {
    return this.service.approve(actor, participationId);
  }

  @Mutation(() => ApproveResult, { nullable: true, description: 'The home does not agree; by whoever could approve it.' })
  declineParticipation(
    @Context('actor') actor: Actor | null,
    @Args('participationId', { type: () => ID }) participationId: string,
    @Args('reason', { description: 'For the volunteer.' }) reason: string,
  ): Promise<object> {
    return this.service.decline(actor, participationId, reason);
  }
}
