import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('College', {
  description:
    'A vocational college on the network. Its name comes from the roster, so that a college whose node is down still has one.',
})
@Directive('@key(fields: "code")')
export class CollegeModel {
  @Field(() => ID, { description: '2 to 16 characters of a-z and 0-9; the part of every global id before the colon.' })
  code!: string;
}
