import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { MAX_PAGE } from '#contract/limits.js';
import type { PlainPageAsked } from '../graph/plain-page.js';

/** Which of a college's people or teams; a college seldom has more than come at once. */
@ArgsType()
export class PeoplePageArgs implements PlainPageAsked {
  @Field(() => Int, { nullable: true, defaultValue: MAX_PAGE })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: 'The `id` of the last one of the page before.' })
  afterId?: string | null;
}
