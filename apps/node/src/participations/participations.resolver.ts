import { Args, Context, ID, Int, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext } from '../graph/request-context.js';
import { DateTime } from '../graph/scalars.js';
import type { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import { VolunteerModel } from '../volunteers/volunteer.model.js';
import type { ParticipationEntity } from './participation.entity.js';
import { ParticipationConnectionModel, ParticipationFilter, ParticipationModel, RecordEntryModel } from './participation.model.js';
import { ParticipationsService } from './participations.service.js';

@Resolver(() => ParticipationModel)
export class ParticipationFieldsResolver {
  constructor(
    private readonly participations: ParticipationsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<ParticipationEntity> {
    return this.participations.find(actor, reference.id, loaders);
  }

  @ResolveField(() => ID)
  id(participation: ParticipationEntity): string {
    return this.thisCollege.globalId(participation.id);
  }

  @ResolveField(() => VolunteerModel)
  volunteer(participation: ParticipationEntity, _args: unknown, { loaders }: GraphContext): Promise<VolunteerEntity | undefined> {
    return participation.volunteer ? Promise.resolve(participation.volunteer) : loaders.volunteer.load(participation.volunteerId);
  }

  @ResolveField(() => String, { description: 'As the host last told it; the event’s id until it has.' })
  eventTitle({ eventTitle, eventId }: ParticipationEntity): string {
    return eventTitle ?? eventId;
  }

  @ResolveField(() => DateTime, { nullable: true, description: 'When the event begins, as the host last told it.' })
  startsAt({ eventStartsAt }: ParticipationEntity): Date | null {
    return eventStartsAt;
  }

  @ResolveField(() => DateTime, { nullable: true, description: 'When the event ends, as the host last told it.' })
  endsAt({ eventEndsAt }: ParticipationEntity): Date | null {
    return eventEndsAt;
  }

  @ResolveField(() => Int, { nullable: true, description: 'Minutes of service credited; null while none are, and once they were revoked.' })
  async minutes(participation: ParticipationEntity, _args: unknown, { loaders }: GraphContext): Promise<number | null> {
    return (await this.participations.creditOf(participation, loaders))?.minutes ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The proof that the host signed: a verifiable credential as a compact JWS, which anybody may check with `verifyCredential`.',
  })
  async credential(participation: ParticipationEntity, _args: unknown, { loaders }: GraphContext): Promise<string | null> {
    return (await this.participations.creditOf(participation, loaders))?.credential ?? null;
  }

  @ResolveField(() => DateTime, { nullable: true, description: 'When the host took the credit back; null while it stands.' })
  async revokedAt(participation: ParticipationEntity, _args: unknown, { loaders }: GraphContext): Promise<Date | null> {
    return (await this.participations.creditOf(participation, loaders))?.revokedAt ?? null;
  }

  @ResolveField(() => [RecordEntryModel], {
    nullable: true,
    description: 'Everything that was ever credited for it, in the order it came, with why it was taken back; the last hundred.',
  })
  entries(participation: ParticipationEntity, _args: unknown, { loaders }: GraphContext): Promise<RecordEntryModel[]> {
    return this.participations.entriesOf(participation, loaders);
  }
}

@Resolver(() => CollegeModel)
export class CollegeParticipationsResolver {
  constructor(private readonly service: ParticipationsService) {}

  @ResolveField(() => ParticipationConnectionModel, {
    middleware: [onceARequest],
    nullable: true,
    description: 'Where the college’s volunteers take part, at whichever college, in the order they asked: for its own staff; a mentor sees the volunteers whom they guide.',
  })
  participations(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: ParticipationFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<ParticipationEntity> {
    return this.service.page(actor, filter, first, after);
  }
}

@Resolver(() => ParticipationConnectionModel)
export class ParticipationConnectionResolver {
  @ResolveField(() => [ParticipationModel])
  nodes(page: Page<ParticipationEntity>): Promise<ParticipationEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<ParticipationEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<ParticipationEntity>): Promise<number> {
    return page.totalCount();
  }
}
