import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext } from '../graph/request-context.js';
import { ViewerModel } from './viewer.model.js';
import type { VolunteerEntity } from './volunteer.entity.js';
import { VolunteerModel } from './volunteer.model.js';
import { VolunteersService } from './volunteers.service.js';

@Resolver(() => ViewerModel)
export class ViewerResolver {
  constructor(
    private readonly volunteers: VolunteersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Query(() => ViewerModel, { nullable: true, description: 'Whoever is asking; null for a visitor.' })
  viewer(@Context('actor') actor: Actor | null): Actor | null {
    return actor;
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
