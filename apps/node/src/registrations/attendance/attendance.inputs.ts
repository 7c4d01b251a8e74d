import { Field, ID, InputType, Int } from '@nestjs/graphql';

@InputType('AttendanceInput', { description: 'Whether somebody who held a place came, and for how long.' })
export class AttendanceInput {
  @Field(() => ID)
  registrationId!: string;

  @Field()
  attended!: boolean;

  @Field(() => Int, { nullable: true, description: 'From the first to the last minute of the event where it is not given.' })
  minutes?: number | null;

  @Field(() => ID, { description: 'Chosen by the caller: the same sent again with it is recorded once.' })
  idempotencyKey!: string;
}
