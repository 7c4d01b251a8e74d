import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Role } from '#identity/actor.js';
import { RoleEnum } from '../people/role.model.js';

@ObjectType('Viewer', { description: 'Whoever is asking.' })
export class ViewerModel {
  @Field(() => ID)
  id!: string;

  @Field()
  displayName!: string;

  @Field(() => [RoleEnum])
  roles!: readonly Role[];
}
