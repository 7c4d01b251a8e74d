import { Field, ID, InputType } from '@nestjs/graphql';
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
