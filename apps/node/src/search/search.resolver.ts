import { Args, Context, Directive, ID, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { SearchFound } from './search-found.js';
import { SearchFoundModel } from './search.model.js';
import { SearchService } from './search.service.js';

@Resolver(() => SearchFoundModel)
export class SearchResolver {
  constructor(
    private readonly search: SearchService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Query(() => [SearchFoundModel], { description: 'This college’s part of the network’s search, best first.' })
  @Directive('@inaccessible')
  searchFeed(
    @Context('actor') actor: Actor | null,
    @Args('text') text: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
  ): Promise<SearchFound[]> {
    return this.search.find(actor, text, first);
  }

  @ResolveField(() => ID)
  id({ id }: SearchFound): string {
    return this.thisCollege.globalId(id);
  }
}
