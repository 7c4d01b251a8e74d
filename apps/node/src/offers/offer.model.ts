import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime, LocalDate } from '../graph/scalars.js';
import { OfferDirection, OfferKind, OfferStatus } from './offer-vocabulary.js';

registerEnumType(OfferDirection, {
  name: 'OfferDirection',
  valuesMap: {
    OFFERED: { description: 'The college has it for others.' },
    WANTED: { description: 'The college looks for it.' },
  },
});

registerEnumType(OfferKind, {
  name: 'OfferKind',
  valuesMap: {
    SPEAKER: { description: 'Someone who speaks at an event.' },
    MENTOR: { description: 'Someone who guides volunteers.' },
    EXPERTISE: { description: 'Advice or a training by who knows.' },
    VENUE: { description: 'A hall, a workshop, a field.' },
    EQUIPMENT: { description: 'Things to use.' },
    OTHER: { description: 'Anything else.' },
  },
});

registerEnumType(OfferStatus, {
  name: 'OfferStatus',
  valuesMap: {
    OPEN: { description: 'To be taken up.' },
    AGREED: { description: 'Promised to a partner.' },
    CLOSED: { description: 'No longer there, or its last day has passed.' },
  },
});

@ObjectType('Offer', { description: 'What a college has for others, or looks for at others; for whoever signed in at a college of the network.' })
@Directive('@key(fields: "id")')
export class OfferModel {
  @Field(() => ID)
  id!: string;

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

  @Field(() => LocalDate, { nullable: true, description: 'The last one; null is any.' })
  to?: string | null;

  @Field(() => DateTime, { nullable: true })
  postedAt?: Date | null;
}

@ObjectType('OfferFeedItem', { description: 'An offer with its place in the order that the whole network shares.' })
@Directive('@inaccessible')
export class OfferFeedItemModel {
  @Field({ description: '`<posting in UTC>|<global id>`; keys compare as plain strings, the greatest first.' })
  key!: string;

  @Field(() => OfferModel, { nullable: true })
  offer?: OfferModel | null;
}

@ObjectType('OfferFeed', { description: 'This college’s part of the network’s merged list of offers.' })
@Directive('@inaccessible')
export class OfferFeedModel {}

@ObjectType('OfferConnection', { description: 'A page of offers, newest first.' })
@Directive('@shareable')
export class OfferConnectionModel {}
