import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { UpdateEventResult } from '../../events/event.errors.js';
import { SeriesScope } from '../../events/event-vocabulary.js';
import { EventPatch } from '../../events/events.inputs.js';
import { EventModel } from '../../events/event.model.js';
import { EventChangesService } from './event-changes.service.js';

@Resolver(() => EventModel)
export class EventChangesResolver {
  constructor(private readonly changes: EventChangesService) {}

  @Mutation(() => UpdateEventResult, {
    nullable: true,
    description: 'By the host’s staff. Who takes part is told of another title or time; who waits moves up where there is room.',
  })
  updateEvent(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: EventPatch,
    @Args('scope', { type: () => SeriesScope, nullable: true, defaultValue: SeriesScope.THIS_EVENT }) scope?: SeriesScope | null,
  ) {
    return this.changes.update(actor, id, input, scope ?? SeriesScope.THIS_EVENT);
  }

  @Mutation(() => UpdateEventResult, {
    nullable: true,
    description: 'By the host’s staff. Whoever was to come is told why it will not take place; its announced sessions are cancelled, too, and its drafts of sessions cannot be published any more.',
  })
  cancelEvent(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason') reason: string,
    @Args('scope', { type: () => SeriesScope, nullable: true, defaultValue: SeriesScope.THIS_EVENT }) scope?: SeriesScope | null,
  ) {
    return this.changes.cancel(actor, id, reason, scope ?? SeriesScope.THIS_EVENT);
  }
}
