import { Directive, Field, ObjectType } from '@nestjs/graphql';
import { EventModel } from './event.model.js';

@ObjectType('EventFeedItem', { description: 'An event with its place in the order that the whole network shares.' })
@Directive('@inaccessible')
export class EventFeedItemModel {
  @Field({ description: '`<start in UTC>|<global id>`; keys compare as plain strings.' })
  key!: string;

  @Field(() => EventModel, { nullable: true })
  event?: EventModel | null;
}

@ObjectType('EventFeed', { description: 'This college’s part of the network’s merged list of events.' })
@Directive('@inaccessible')
export class EventFeedModel {}

@ObjectType('EventConnection', { description: 'A page of events by start.' })
@Directive('@shareable')
export class EventConnectionModel {}
