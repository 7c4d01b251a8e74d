import { Field, ID, InputType } from '@nestjs/graphql';
import { LocalDate } from '../graph/scalars.js';

@InputType('VolunteerFilter')
export class VolunteerFilter {
  @Field(() => String, { nullable: true, description: 'A part of the full name.' })
  text?: string | null;

  @Field(() => ID, { nullable: true })
  teamId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Attended one of the college’s events on that day or later.' })
  activeSince?: string | null;
}
