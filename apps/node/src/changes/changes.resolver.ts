import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { MAX_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ChangePageModel } from './changes.model.js';
import { type ChangePage, ChangesService } from './changes.service.js';

@Resolver(() => ChangePageModel)
export class ChangesResolver {
  constructor(private readonly service: ChangesService) {}

  @Query(() => ChangePageModel, {
    nullable: true,
    description:
      'What changed of a college’s events, practices and offers since a cursor, as far as whoever asks may see them; all there is without one. A thing that changed twice is told once.',
  })
  changes(
    @Context('actor') actor: Actor | null,
    @Args('college', { type: () => ID, description: 'Its code.' }) college: string,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: MAX_PAGE }) first?: number | null,
  ): Promise<ChangePage> {
    return this.service.page(actor, college, first, after);
  }
}
