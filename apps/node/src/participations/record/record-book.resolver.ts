import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../../college/college.model.js';
import { PageInfoModel } from '../../graph/page-info.model.js';
import type { Page, PageInfo } from '../../graph/page.js';
import { onceARequest } from '../../graph/once-a-request.js';
import type { GraphContext, Loaders } from '../../graph/request-context.js';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { VolunteerModel } from '../../volunteers/volunteer.model.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { OverlapConnectionModel, OverlapModel, ParticipationModel, RecordBookModel } from '../participation.model.js';
import { type Overlap, ParticipationsService, type RecordBook } from '../participations.service.js';

/** What the record book adds to a volunteer. */
@Resolver(() => VolunteerModel)
export class VolunteerRecordBookResolver {
  constructor(private readonly service: ParticipationsService) {}

  @ResolveField(() => RecordBookModel, { nullable: true, description: 'For the volunteer and the home college’s staff: of its mentors, who guides them.' })
  recordBook(
    @Parent() volunteer: VolunteerEntity,
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<RecordBook> {
    return this.service.recordBook(actor, volunteer, first, after, loaders);
  }
}

@Resolver(() => RecordBookModel)
export class RecordBookResolver {
  @ResolveField(() => [ParticipationModel])
  nodes({ page }: RecordBook): Promise<ParticipationEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo({ page }: RecordBook): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount({ page }: RecordBook): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => Int, { description: 'Minutes credited in all, on whatever page; without what was revoked.' })
  async totalMinutes({ volunteerId }: RecordBook, _args: unknown, { loaders }: GraphContext): Promise<number> {
    return (await loaders.recordTotals.load(volunteerId)).minutes;
  }
}

/** Hours that one person cannot have given twice. */
@Resolver(() => CollegeModel)
export class CollegeOverlapsResolver {
  constructor(private readonly service: ParticipationsService) {}

  @ResolveField(() => OverlapConnectionModel, {
    middleware: [onceARequest],
    nullable: true,
    description: 'Volunteers who were at two colleges’ events at the same time, as both hosts say: for the home’s curators, who can ask them.',
  })
  overlaps(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<Overlap> {
    return this.service.overlaps(actor, first, after, loaders);
  }
}

@Resolver(() => OverlapModel)
export class OverlapResolver {
  @ResolveField(() => VolunteerModel)
  volunteer({ participations: [one] }: Overlap, _args: unknown, { loaders }: GraphContext): Promise<VolunteerEntity | undefined> {
    return loaders.volunteer.load(one?.volunteerId ?? '');
  }

  @ResolveField(() => [ParticipationModel], { description: 'The two, the earlier first.' })
  participations({ participations }: Overlap): readonly ParticipationEntity[] {
    return participations;
  }
}

@Resolver(() => OverlapConnectionModel)
export class OverlapConnectionResolver {
  @ResolveField(() => [OverlapModel])
  nodes(page: Page<Overlap>): Promise<Overlap[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<Overlap>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<Overlap>): Promise<number> {
    return page.totalCount();
  }
}
