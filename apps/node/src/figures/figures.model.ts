import { Directive, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { CollegeModel } from '../college/college.model.js';

@ObjectType('CollegeFigures', {
  description:
    'What a college publishes of itself, over whole months. Null is suppressed: the number is over fewer than ten people, ' +
    'or would tell one that is. A month stays as it was closed while fewer than ten people came or went.',
})
@Directive('@shareable')
export class CollegeFiguresModel {
  @Field(() => CollegeModel)
  college!: CollegeModel;

  @Field(() => Int, { nullable: true, description: 'Volunteers of the college in the last month.' })
  volunteers?: number | null;

  @Field(() => Int, { nullable: true, description: 'Its own volunteers who attended, in the busiest month.' })
  activeVolunteers?: number | null;

  @Field(() => Int, { nullable: true, description: 'Events that it hosted.' })
  events?: number | null;

  @Field(() => Int, { nullable: true, description: 'Registrations for them that were neither cancelled nor declined.' })
  registrations?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes of service credited at them.' })
  minutes?: number | null;

  @Field(() => Float, { nullable: true, description: 'Which part of those expected came, from 0 to 1.' })
  attendanceRate?: number | null;

  @Field(() => Int, { nullable: true, description: 'Registrations of other colleges’ volunteers.' })
  @Directive('@inaccessible')
  crossCollegeRegistrations?: number | null;

  @Field(() => Int, { nullable: true, description: 'Registrations in the same months, of which those are a part.' })
  @Directive('@inaccessible')
  crossCollegeOutOf?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a number above lacks a month, because that month is suppressed.' })
  @Directive('@inaccessible')
  isPartial?: boolean | null;
}
