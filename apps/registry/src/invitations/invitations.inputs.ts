import { Field, ID, InputType } from '@nestjs/graphql';

@InputType('InviteCollegeInput', { description: 'The college to invite, as the roster will name it.' })
export class InviteCollegeInput {
  @Field(() => ID, { description: '2 to 16 characters of a-z and 0-9; the part of every global id before the colon, for ever.' })
  code!: string;

  @Field()
  name!: string;

  @Field()
  shortName!: string;

  @Field()
  city!: string;

  @Field()
  region!: string;
}
