import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext } from '../graph/request-context.js';
import { ViewerModel } from './viewer.model.js';
import type { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import { VolunteerModel } from '../volunteers/volunteer.model.js';
import { VolunteersService } from '../volunteers/volunteers.service.js';
import { ViewerService } from './viewer.service.js';

@Resolver(() => ViewerModel)
export class ViewerResolver {
  constructor(
    private readonly viewers: ViewerService,
    private readonly volunteers: VolunteersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Query(() => ViewerModel, { nullable: true, description: 'Whoever is asking; null for a visitor.' })
  viewer(@Context('actor') actor: Actor | null): Actor | null {
    return actor;
  }

  @ResolveField()
  displayName(viewer: Actor, _args: unknown, { loaders }: GraphContext): Promise<string> {
    return this.viewers.displayName(viewer, loaders);
  }

  @ResolveField(() => CollegeModel, { nullable: true, description: 'The college that vouches for them.' })
  college(viewer: Actor): CollegeModel | null {
    return viewer.college === this.thisCollege.code ? { code: viewer.college } : null;
  }

  @ResolveField(() => VolunteerModel, { nullable: true, description: 'Themselves, where they are a volunteer.' })
  volunteer(viewer: Actor, _args: unknown, { loaders }: GraphContext): Promise<VolunteerEntity | null> {
    return this.volunteers.self(viewer, loaders);
  }
}
