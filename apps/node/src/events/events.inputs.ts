import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';
import './event-enums.model.js';
import { EventFormat, EventKind } from './event-vocabulary.js';

@InputType('EventFilter', { description: 'Which events; what is not given, or null, does not narrow.' })
export class EventFilter {
  @Field(() => DateTime, { nullable: true, description: 'Starts then or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Starts earlier than that.' })
  to?: Date | null;

  @Field(() => [EventKind], { nullable: true })
  kinds?: EventKind[] | null;

  @Field(() => [EventFormat], { nullable: true })
  formats?: EventFormat[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the hosts.' })
  colleges?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Has any of these tags.' })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Stands in the title, the summary or the description.' })
  text?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only events with a free place, or without a limit.' })
  withFreePlaces?: boolean | null;
}

@InputType('RemotePlacesInput', { description: 'Places kept for one partner’s volunteers, who take part online.' })
export class RemotePlacesInput {
  @Field(() => ID, { description: 'The partner’s code.' })
  college!: string;

  @Field(() => Int, { description: '0 keeps none any more.' })
  places!: number;
}

@InputType('EventPatch', {
  description: 'What of an event changes. What is not given stays; null empties what may be empty, and leaves the rest as it is.',
})
export class EventPatch {
  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => DateTime, { nullable: true })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  endsAt?: Date | null;

  @Field(() => String, { nullable: true })
  venue?: string | null;

  @Field(() => String, { nullable: true, description: '`http://` or `https://`.' })
  meetingUrl?: string | null;

  @Field(() => Int, { nullable: true, description: 'Not fewer than are taken; null is as many as come. Who waits moves up.' })
  capacity?: number | null;

  @Field(() => [String], { nullable: true })
  tags?: string[] | null;

  @Field(() => [RemotePlacesInput], {
    nullable: true,
    description: 'Of the partners named here alone. A place that is kept no longer goes to whoever waits first.',
  })
  remotePlaces?: RemotePlacesInput[] | null;
}
