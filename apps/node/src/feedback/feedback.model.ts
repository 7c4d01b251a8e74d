import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('FeedbackSummary', { description: 'What those who attended thought of an event.' })
export class FeedbackSummaryModel {
  @Field(() => Int, { description: 'How many answered.' })
  answers!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'From 1 to 5, to one decimal. Of the first ten, twenty, thirty … answers: null under ten, and it changes with every tenth alone.',
  })
  average?: number | null;
}

@ObjectType('FeedbackComment', { description: 'What somebody who attended wrote; not who, nor when.' })
export class FeedbackCommentModel {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'Plain text.' })
  text!: string;
}

@ObjectType('FeedbackCommentConnection', { description: 'A page of comments, in no order that says anything.' })
export class FeedbackCommentConnectionModel {}

@InputType('FeedbackInput')
export class FeedbackInput {
  @Field(() => ID, { description: 'Of an event of whichever college.' })
  eventId!: string;

  @Field(() => Int, { description: 'From 1 to 5.' })
  rating!: number;

  @Field(() => String, { nullable: true, description: 'For the host’s staff alone, once five have answered.' })
  comment?: string | null;
}
