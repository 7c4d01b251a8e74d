import { Field, ID, InputType } from '@nestjs/graphql';
import { LocalDate } from '../graph/scalars.js';
import { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';

@InputType('OfferInput')
export class OfferInput {
  @Field(() => OfferDirection)
  direction!: OfferDirection;

  @Field(() => OfferKind)
  kind!: OfferKind;

  @Field()
  title!: string;

  @Field(() => String, { nullable: true })
  details?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The first day on which it can be had or is needed; null is any.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last one, today or later; null is any.' })
  to?: string | null;
}

@InputType('OfferFilter', { description: 'Which offers; what is not given, or null, does not narrow.' })
export class OfferFilter {
  @Field(() => OfferDirection, { nullable: true })
  direction?: OfferDirection | null;

  @Field(() => [OfferKind], { nullable: true })
  kinds?: OfferKind[] | null;

  @Field(() => [OfferStatus], { nullable: true })
  statuses?: OfferStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the colleges whose offers they are.' })
  colleges?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Words, in whatever form, that all stand in what search knows of it: the title and the details.' })
  text?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Can be had, or is needed, on that day or later.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Can be had, or is needed, on that day or earlier.' })
  to?: string | null;
}
