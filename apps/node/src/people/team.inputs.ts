import { Field, ID, InputType } from '@nestjs/graphql';

@InputType('TeamInput', { description: 'A new team, or where `id` is given one that is there: what is not given of it stays, and null takes it away.' })
export class TeamInput {
  @Field(() => ID, { nullable: true })
  id?: string | null;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  about?: string | null;

  @Field(() => ID, { nullable: true, description: 'A mentor or a curator of the college.' })
  mentorId?: string | null;
}
