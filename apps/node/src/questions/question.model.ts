import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';

@ObjectType('Question', { description: 'A question to those who speak at an event.' })
export class QuestionModel {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'Plain text.' })
  text!: string;

  @Field(() => Int, { description: 'How many others would have it answered; everybody has one vote.' })
  votes!: number;

  @Field()
  answered!: boolean;

  @Field(() => DateTime)
  askedAt!: Date;
}

@ObjectType('QuestionConnection', { description: 'A page of questions: most votes first, and of equals the newest.' })
export class QuestionConnectionModel {}

@InputType('QuestionInput')
export class QuestionInput {
  @Field(() => ID, { description: 'Of an event of whichever college.' })
  eventId!: string;

  @Field()
  text!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether it is known whose question it is. At another college for who takes part in the event with the consent NAME_TO_PARTNERS: ' +
      'nobody else’s name is known there.',
  })
  underOwnName?: boolean | null;
}
