import { Directive, Field, ObjectType } from '@nestjs/graphql';
import { CollegeModel } from './college.model.js';

@ObjectType('MissingCollege', { description: 'A college whose part is missing from an answer.' })
@Directive('@shareable')
export class MissingCollegeModel {
  @Field(() => CollegeModel)
  college!: CollegeModel;

  @Field({ description: 'The code of the error that kept it away, for example `NODE_TIMEOUT`.' })
  reason!: string;
}

@ObjectType('Coverage', { description: 'Which colleges an answer covers, and which it does not.' })
@Directive('@shareable')
export class CoverageModel {
  @Field(() => [CollegeModel])
  answered!: CollegeModel[];

  @Field(() => [MissingCollegeModel])
  missing!: MissingCollegeModel[];
}
