import { ID, Int, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { ThisCollege } from '../college/this-college.js';
import type { EventEntity } from '../events/event.entity.js';
import { EventModel } from '../events/event.model.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import type { GraphContext } from '../graph/request-context.js';
import type { RegistrationEntity } from './registration.entity.js';
import { RegistrationConnectionModel, RegistrationModel } from './registration.model.js';
import { RegistrationsService } from './registrations.service.js';

@Resolver(() => RegistrationModel)
export class RegistrationsResolver {
  constructor(
    private readonly registrations: RegistrationsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<RegistrationEntity> {
    return this.registrations.find(actor, reference.id, loaders);
  }

  @ResolveField(() => ID)
  id(registration: RegistrationEntity): string {
    return this.thisCollege.globalId(registration.id);
  }

  /** Whoever may see a registration may see its event: the host's staff, and the volunteer who holds it. */
  @ResolveField(() => EventModel)
  event(registration: RegistrationEntity, _args: unknown, { loaders }: GraphContext): Promise<EventEntity | undefined> {
    return loaders.event.load(registration.eventId);
  }
}

@Resolver(() => RegistrationConnectionModel)
export class RegistrationConnectionResolver {
  @ResolveField(() => [RegistrationModel])
  nodes(page: Page<RegistrationEntity>): Promise<RegistrationEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<RegistrationEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<RegistrationEntity>): Promise<number> {
    return page.totalCount();
  }
}
