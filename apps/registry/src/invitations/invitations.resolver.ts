import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { InvitationModel } from './invitation.model.js';
import { InviteCollegeInput } from './invitations.inputs.js';
import { InvitationsService } from './invitations.service.js';

@Resolver(() => InvitationModel)
export class InvitationsResolver {
  constructor(private readonly invitations: InvitationsService) {}

  @Query(() => [InvitationModel], { name: 'invitations', nullable: true, description: 'The last hundred invitations, the newest first. For coordinators.' })
  list(@Context('actor') actor: Actor | null): Promise<InvitationModel[]> {
    return this.invitations.list(actor);
  }

  @Mutation(() => InvitationModel, {
    nullable: true,
    description: 'Invites a college: gives a token for one use within 48 hours, which replaces one that it was given before. For coordinators.',
  })
  inviteCollege(@Context('actor') actor: Actor | null, @Args('input') input: InviteCollegeInput): Promise<InvitationModel> {
    return this.invitations.invite(actor, input);
  }
}
