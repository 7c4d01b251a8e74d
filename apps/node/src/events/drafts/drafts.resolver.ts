import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { CreateEventResult, UpdateEventResult } from '../event.errors.js';
import { EventModel } from '../event.model.js';
import { SeriesScope } from '../event-vocabulary.js';
import { EventInput } from '../events.inputs.js';
import { DraftsService } from './drafts.service.js';

@Resolver(() => EventModel)
export class DraftsResolver {
  constructor(private readonly drafts: DraftsService) {}

  @Mutation(() => CreateEventResult, {
    nullable: true,
    description: 'By the staff of a college, for their own college: a draft, which `publishEvent` announces. With a recurrence it is the first of a series of drafts.',
  })
  createEvent(@Context('actor') actor: Actor | null, @Args('input') input: EventInput) {
    return this.drafts.create(actor, input);
  }

  @Mutation(() => UpdateEventResult, {
    nullable: true,
    description: 'By the host’s staff. From now on its audience sees it; of a series, all of its events, and those made later. What is published already stays so; a session of what was cancelled is not published.',
  })
  publishEvent(@Context('actor') actor: Actor | null, @Args('id', { type: () => ID }) id: string) {
    return this.drafts.publish(actor, id);
  }

  @Mutation(() => ID, { nullable: true, description: 'By the host’s staff: takes a draft out with its sessions, which must be drafts, too, and gives its id. What is published is cancelled instead.' })
  discardDraft(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('scope', { type: () => SeriesScope, nullable: true, defaultValue: SeriesScope.THIS_EVENT }) scope?: SeriesScope | null,
  ): Promise<string> {
    return this.drafts.discard(actor, id, scope ?? SeriesScope.THIS_EVENT);
  }
}
