import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('Team', { description: 'A group of volunteers within the college: отряд, объединение, центр.' })
export class TeamModel {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  about?: string | null;
}
