import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';

@ObjectType('PersonalDataRead', { description: 'That staff of another college were given some of a volunteer’s personal fields.' })
@Directive('@key(fields: "id")')
export class PersonalDataReadModel {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  @Directive('@inaccessible')
  readerCode!: string;

  @Field(() => [String], { description: 'Which fields, by their names in this graph.' })
  fields!: string[];

  @Field(() => DateTime)
  readAt!: Date;
}
