import { Field, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';

@ObjectType('CalendarFeed', { description: 'The address at which a person’s own calendar is read. Whoever has it reads the calendar.' })
export class CalendarFeedModel {
  @Field(() => String, { nullable: true, description: 'Given once, by `createCalendarFeed`: the node keeps no copy of it.' })
  url?: string | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last read, to the hour.' })
  lastReadAt?: Date | null;
}
