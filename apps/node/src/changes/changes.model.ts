import { Field, ID, ObjectType } from '@nestjs/graphql';
import { EventModel } from '../events/event.model.js';
import { DateTime } from '../graph/scalars.js';
import { OfferModel } from '../offers/offer.model.js';
import { PracticeModel } from '../practices/practice.model.js';

@ObjectType('Change', {
  description: 'The latest change of an event, a practice or an offer; the one field of the three that it is about holds it as it is now.',
})
export class ChangeModel {
  @Field(() => ID, { description: 'Of the event, the practice or the offer.' })
  id!: string;

  @Field({ description: '`EVENT`, `PRACTICE` or `OFFER`.' })
  kind!: string;

  @Field({ description: 'It is gone, or not for whoever asks any more: forget it.' })
  deleted!: boolean;

  @Field(() => DateTime)
  changedAt!: Date;

  @Field(() => EventModel, { nullable: true })
  event?: EventModel | null;

  @Field(() => PracticeModel, { nullable: true })
  practice?: PracticeModel | null;

  @Field(() => OfferModel, { nullable: true })
  offer?: OfferModel | null;
}

@ObjectType('ChangePage', { description: 'What changed at a college, in the order in which it was kept.' })
export class ChangePageModel {
  @Field(() => [ChangeModel])
  changes!: ChangeModel[];

  @Field({ description: 'What to give as `after` next time; good for ever, and as long as the same system asks.' })
  cursor!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether there is more already.' })
  hasMore?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'The cursor was of no use: the college restored its data from a backup, or whoever asks sees other things now. Forget all that this college’s feed ever said; this page is the first of all that there is.',
  })
  reset?: boolean | null;
}
