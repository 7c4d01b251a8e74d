import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { MembershipStatus } from '#roster/roster.js';

export const MembershipStatusEnum: { readonly [Name in MembershipStatus]: Name } = {
  INVITED: 'INVITED',
  OBSERVER: 'OBSERVER',
  MEMBER: 'MEMBER',
  SUSPENDED: 'SUSPENDED',
  LEFT: 'LEFT',
};

registerEnumType(MembershipStatusEnum, { name: 'MembershipStatus' });

/**
 * A college as the registry has just decided on it: what it knows itself it gives itself, for a gateway's roster may be
 * some seconds older.
 */
@ObjectType('College')
@Directive('@key(fields: "code", resolvable: false)')
export class CollegeModel {
  @Field(() => ID)
  code!: string;

  @Field()
  @Directive('@shareable')
  name!: string;

  @Field()
  @Directive('@shareable')
  shortName!: string;

  @Field()
  @Directive('@shareable')
  city!: string;

  @Field()
  @Directive('@shareable')
  region!: string;

  @Field(() => MembershipStatusEnum)
  @Directive('@shareable')
  status!: MembershipStatus;
}
