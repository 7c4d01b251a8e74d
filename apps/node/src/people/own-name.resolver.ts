import { Args, Context, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { GraphContext } from '../graph/request-context.js';
import { ViewerModel } from '../viewer/viewer.model.js';
import { OwnNameService } from './own-name.service.js';

@Resolver(() => ViewerModel)
export class OwnNameResolver {
  constructor(private readonly ownNames: OwnNameService) {}

  @ResolveField(() => Boolean, { nullable: true, description: 'Whether they agreed that anybody may read their name; null for whoever is not on a college’s staff.' })
  namePublished(viewer: Actor, _args: unknown, { loaders }: GraphContext): Promise<boolean | null> {
    return this.ownNames.isPublished(viewer, loaders);
  }

  @Mutation(() => ViewerModel, {
    nullable: true,
    description: 'By somebody of the staff, about themselves: whether anybody may read their name, as a curator or a mentor of the college and as the author of practices.',
  })
  publishName(@Args('publish', { description: 'False takes it back, from the next answer on.' }) publish: boolean, @Context() { actor, loaders }: GraphContext): Promise<Actor> {
    return this.ownNames.publish(actor, publish, loaders);
  }
}
