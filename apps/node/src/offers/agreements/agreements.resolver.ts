import { Args, Context, ID, Int, Mutation, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../../college/college.model.js';
import { ThisCollege } from '../../college/this-college.js';
import { PageInfoModel } from '../../graph/page-info.model.js';
import type { Page, PageInfo } from '../../graph/page.js';
import { onceARequest } from '../../graph/once-a-request.js';
import type { GraphContext } from '../../graph/request-context.js';
import type { OfferEntity } from '../offer.entity.js';
import { OfferModel } from '../offer.model.js';
import type { AgreementEntity } from './agreement.entity.js';
import { AgreementConnectionModel, AgreementInput, AgreementModel } from './agreement.model.js';
import { AgreementsService } from './agreements.service.js';

@Resolver(() => AgreementModel)
export class AgreementsResolver {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Mutation(() => AgreementModel, { nullable: true, description: 'By a curator, about an open offer of their own college and one of another.' })
  proposeAgreement(@Context('actor') actor: Actor | null, @Args('input') input: AgreementInput): Promise<AgreementEntity> {
    return this.agreements.propose(actor, input);
  }

  @Mutation(() => AgreementModel, {
    nullable: true,
    description: 'By the partner’s curator. Both offers are AGREED once the proposer’s node has confirmed it, which takes as long as it is away.',
  })
  acceptAgreement(@Context('actor') actor: Actor | null, @Args('id', { type: () => ID }) id: string): Promise<AgreementEntity> {
    return this.agreements.accept(actor, id);
  }

  @Mutation(() => AgreementModel, { nullable: true, description: 'By the partner’s curator.' })
  declineAgreement(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason') reason: string,
  ): Promise<AgreementEntity> {
    return this.agreements.decline(actor, id, reason);
  }

  @Mutation(() => AgreementModel, { nullable: true, description: 'By the proposer’s curator, while it waits for an answer.' })
  withdrawAgreement(@Context('actor') actor: Actor | null, @Args('id', { type: () => ID }) id: string): Promise<AgreementEntity> {
    return this.agreements.withdraw(actor, id);
  }

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<AgreementEntity> {
    return this.agreements.find(actor, reference.id, loaders);
  }

  @ResolveField(() => ID)
  id(agreement: AgreementEntity): string {
    return this.thisCollege.globalId(agreement.id);
  }

  @ResolveField(() => OfferModel, { nullable: true, description: 'This college’s own.' })
  offer(agreement: AgreementEntity, _args: unknown, { loaders }: GraphContext): Promise<OfferEntity | undefined> {
    return loaders.offer.load(agreement.offerId);
  }
}

@Resolver(() => CollegeModel)
export class CollegeAgreementsResolver {
  constructor(private readonly service: AgreementsService) {}

  @ResolveField(() => AgreementConnectionModel, { middleware: [onceARequest], nullable: true, description: 'What it agrees on with others, newest first; for its own staff.' })
  agreements(
    @Context('actor') actor: Actor | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<AgreementEntity> {
    return this.service.page(actor, first, after);
  }
}

@Resolver(() => AgreementConnectionModel)
export class AgreementConnectionResolver {
  @ResolveField(() => [AgreementModel])
  nodes(page: Page<AgreementEntity>): Promise<AgreementEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<AgreementEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<AgreementEntity>): Promise<number> {
    return page.totalCount();
  }
}
