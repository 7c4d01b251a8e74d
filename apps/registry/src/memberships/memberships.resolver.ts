import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from './college.model.js';
import type { MembershipEntity } from './membership.entity.js';
import { MembershipsService } from './memberships.service.js';

@Resolver(() => CollegeModel)
export class MembershipsResolver {
  constructor(private readonly memberships: MembershipsService) {}

  @Mutation(() => CollegeModel, {
    nullable: true,
    description: 'A coordinator’s yes to a college that has joined. Two different coordinators, none of them its own, make it a member.',
  })
  approveMember(@Context('actor') actor: Actor | null, @Args('code', { type: () => ID }) code: string): Promise<MembershipEntity> {
    return this.memberships.approve(actor, code);
  }

  @Mutation(() => CollegeModel, {
    nullable: true,
    description: 'Stops all traffic with a college within a minute, until two coordinators approve it anew. For coordinators of other colleges.',
  })
  suspendMember(
    @Context('actor') actor: Actor | null,
    @Args('code', { type: () => ID }) code: string,
    @Args('reason') reason: string,
  ): Promise<MembershipEntity> {
    return this.memberships.suspend(actor, code, reason);
  }

  @Mutation(() => CollegeModel, { nullable: true, description: 'Takes one’s own college off the network. For its operator; others’ colleges are suspended.' })
  leaveNetwork(@Context('actor') actor: Actor | null, @Args('code', { type: () => ID }) code: string): Promise<MembershipEntity> {
    return this.memberships.leave(actor, code);
  }
}
