import { Directive, Field, Float, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('SearchFound', { description: 'Something of this college’s that a text was found in.' })
@Directive('@inaccessible')
export class SearchFoundModel {
  @Field({ description: '`EVENT`, `PRACTICE` or `OFFER`.' })
  kind!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => Float, { description: 'How well it fits, from 0 to 3; from its own text alone, so that ranks of all colleges compare.' })
  rank!: number;
}
