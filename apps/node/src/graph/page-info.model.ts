import { Directive, Field, ObjectType } from '@nestjs/graphql';

@ObjectType('PageInfo')
@Directive('@shareable')
export class PageInfoModel {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'What to give as `after` for the next page.' })
  endCursor?: string | null;
}
