import { Field, ID, InputType } from '@nestjs/graphql';
import { LocalDate } from '../graph/scalars.js';

@InputType('VolunteerInput', { description: 'What staff say of a volunteer.' })
export class VolunteerInput {
  @Field({ description: 'Surname, given name, patronymic, in this order.' })
  fullName!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'With the name it tells one person from another; who has none counts as under age.',
  })
  birthDate?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'The study group.' })
  group?: string | null;

  @Field(() => [String], { nullable: true })
  skills?: string[] | null;

  @Field(() => ID, { nullable: true })
  teamId?: string | null;
}

@InputType('VolunteerFilter')
export class VolunteerFilter {
  @Field(() => String, { nullable: true, description: 'A part of the full name, in upper case or not, with ё or е.' })
  text?: string | null;

  @Field(() => ID, { nullable: true })
  teamId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Attended one of the college’s events on that day or later.' })
  activeSince?: string | null;
}
