import { Args, Context, ID, Int, Mutation, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import { VolunteerConnectionModel } from './volunteer-connection.model.js';
import type { VolunteerEntity } from './volunteer.entity.js';
import { VolunteerModel } from './volunteer.model.js';
import { AddVolunteerResult, type DuplicateVolunteerError } from './volunteers.errors.js';
import { VolunteerFilter, VolunteerInput } from './volunteers.inputs.js';
import { VolunteersService } from './volunteers.service.js';

@Resolver(() => VolunteerModel)
export class VolunteersResolver {
  constructor(private readonly volunteers: VolunteersService) {}

  @Query(() => VolunteerModel, {
    nullable: true,
    description: 'One volunteer, for the staff of any college and the volunteer’s own.',
  })
  volunteer(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<VolunteerEntity> {
    return this.volunteers.find(actor, id, loaders);
  }

  @Mutation(() => AddVolunteerResult, {
    nullable: true,
    description: 'Adds a student; by the college’s curator. Nothing of them is shared until a consent says so.',
  })
  addVolunteer(@Context('actor') actor: Actor | null, @Args('input') input: VolunteerInput): Promise<VolunteerEntity | DuplicateVolunteerError> {
    return this.volunteers.add(actor, input);
  }

  @Mutation(() => VolunteerModel, { nullable: true, description: 'By the college’s curators: who guides a volunteer from now on; null leaves it to their team’s mentor.' })
  assignMentor(
    @Context('actor') actor: Actor | null,
    @Args('volunteerId', { type: () => ID }) volunteerId: string,
    @Args('mentorId', { type: () => ID, nullable: true, description: 'A mentor or a curator of the college.' }) mentorId?: string | null,
  ): Promise<VolunteerEntity> {
    return this.volunteers.assignMentor(actor, volunteerId, mentorId ?? null);
  }

  @Mutation(() => VolunteerModel, { nullable: true, description: 'By the college’s curators: the team that a volunteer is in from now on; null for none.' })
  assignTeam(
    @Context('actor') actor: Actor | null,
    @Args('volunteerId', { type: () => ID }) volunteerId: string,
    @Args('teamId', { type: () => ID, nullable: true, description: 'A team of the college.' }) teamId?: string | null,
  ): Promise<VolunteerEntity> {
    return this.volunteers.assignTeam(actor, volunteerId, teamId ?? null);
  }

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<VolunteerEntity> {
    return this.volunteers.find(actor, reference.id, loaders);
  }
}

@Resolver(() => CollegeModel)
export class CollegeVolunteersResolver {
  constructor(private readonly service: VolunteersService) {}

  @ResolveField(() => VolunteerConnectionModel, {
    middleware: [onceARequest],
    nullable: true,
    description: 'By full name; for the college’s own staff alone: a mentor sees those whom they guide.',
  })
  volunteers(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: VolunteerFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<VolunteerEntity> {
    return this.service.page(actor, filter, first, after);
  }
}

@Resolver(() => VolunteerConnectionModel)
export class VolunteerConnectionResolver {
  @ResolveField(() => [VolunteerModel], { nullable: 'items' })
  nodes(page: Page<VolunteerEntity>): Promise<VolunteerEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<VolunteerEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<VolunteerEntity>): Promise<number> {
    return page.totalCount();
  }
}
