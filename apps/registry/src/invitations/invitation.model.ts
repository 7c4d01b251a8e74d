import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { MembershipStatus } from '#roster/roster.js';
import { DateTime } from '../graph/scalars.js';
import { MembershipStatusEnum } from '../memberships/college.model.js';

@ObjectType('Invitation', { description: 'A college that a coordinator asked to join, and how far it has come.' })
export class InvitationModel {
  @Field(() => ID)
  code!: string;

  @Field()
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'For `dobroset join`, once. Given by `inviteCollege` alone, and kept by nobody: the registry knows its hash.',
  })
  token!: string | null;

  @Field(() => DateTime, { description: '48 hours after the invitation.' })
  expiresAt!: Date;

  @Field(() => DateTime)
  invitedAt!: Date;

  @Field(() => MembershipStatusEnum, { description: 'INVITED until its node has passed the registry’s checks.' })
  status!: MembershipStatus;

  @Field(() => Int, { description: 'How many coordinators have approved it; two make a member.' })
  approvals!: number;
}
