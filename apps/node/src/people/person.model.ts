import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Role } from '#identity/actor.js';
import { RoleEnum } from './role.model.js';

@ObjectType('Person', { description: 'Someone of a college’s staff.' })
export class PersonModel {
  @Field(() => ID)
  id!: string;

  @Field()
  displayName!: string;

  @Field(() => RoleEnum)
  role!: Role;
}
