import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';

@ObjectType('MembershipDecision', { description: 'One entry of the registry’s log: who decided what. None is ever changed.' })
export class MembershipDecisionModel {
  @Field(() => Int, { description: 'Its place in the log.' })
  number!: number;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => ID, { description: 'Global id of a person, code of a college whose machine spoke for itself, `founding`, or `registry` where it started with other keys or at another address.' })
  actor!: string;

  @Field({ description: 'What was decided, for example `APPROVED`.' })
  decision!: string;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason!: string | null;
}
