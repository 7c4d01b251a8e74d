import { Field, ID, InputType } from '@nestjs/graphql';
import { LocalDate } from '../graph/scalars.js';
import './consent.model.js';
import { ConsentPurpose } from './consent-purpose.js';

@InputType('PaperInput', { description: 'A signed paper in the college’s files.' })
export class PaperInput {
  @Field()
  number!: string;

  @Field(() => LocalDate)
  signedOn!: string;
}

@InputType('ConsentInput', {
  description: 'A volunteer gives their own without a paper; the home’s curator records papers, a guardian’s or the volunteer’s own.',
})
export class ConsentInput {
  @Field(() => ID)
  volunteerId!: string;

  @Field(() => ConsentPurpose)
  purpose!: ConsentPurpose;

  @Field({ description: 'Which wording is agreed to.' })
  textVersion!: string;

  @Field(() => PaperInput, { nullable: true })
  guardianDocument?: PaperInput | null;

  @Field(() => PaperInput, { nullable: true })
  ownDocument?: PaperInput | null;
}
