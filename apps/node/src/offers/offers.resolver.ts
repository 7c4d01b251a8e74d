import { Args, Context, Directive, ID, Int, Mutation, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { Page } from '../graph/page.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext } from '../graph/request-context.js';
import { OfferStatus } from './offer-vocabulary.js';
import type { OfferEntity } from './offer.entity.js';
import { OfferConnectionModel, OfferFeedModel, OfferModel } from './offer.model.js';
import { OfferFilter, OfferInput } from './offers.inputs.js';
import { OffersService } from './offers.service.js';

@Resolver(() => OfferModel)
export class OffersResolver {
  constructor(
    private readonly offers: OffersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Query(() => OfferFeedModel, {
    nullable: true,
    description: 'This college’s offers in the order that the whole network shares, newest first; `after` is any college’s cursor.',
  })
  @Directive('@inaccessible')
  offerFeed(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: OfferFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<OfferEntity> {
    return this.offers.page(actor, filter, first, after);
  }

  @Mutation(() => OfferModel, { nullable: true, description: 'At the actor’s own college, by its staff.' })
  postOffer(@Context('actor') actor: Actor | null, @Args('input') input: OfferInput): Promise<OfferEntity> {
    return this.offers.post(actor, input);
  }

  @Mutation(() => OfferModel, {
    nullable: true,
    description: 'By the college’s staff: AGREED where it was agreed on otherwise than here, CLOSED where it is no longer there. Who waits for an answer is told; what an agreement promises is not closed.',
  })
  closeOffer(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('status', { type: () => OfferStatus }) status: OfferStatus,
  ): Promise<OfferEntity> {
    return this.offers.close(actor, id, status);
  }

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<OfferEntity> {
    return this.offers.find(actor, reference.id, loaders);
  }

  @ResolveField(() => ID)
  id(offer: OfferEntity): string {
    return this.thisCollege.globalId(offer.id);
  }

  @ResolveField(() => OfferStatus, { description: 'CLOSED, too, once its last day has passed by its college’s calendar.' })
  status(offer: OfferEntity, _args: unknown, { loaders }: GraphContext): OfferStatus | Promise<OfferStatus> {
    return this.offers.status(offer, loaders);
  }

  @ResolveField(() => CollegeModel, { description: 'The college whose offer it is.' })
  college(): CollegeModel {
    return { code: this.thisCollege.code };
  }
}

@Resolver(() => CollegeModel)
export class CollegeOffersResolver {
  constructor(private readonly service: OffersService) {}

  @ResolveField(() => OfferConnectionModel, {
    middleware: [onceARequest],
    nullable: true,
    description: 'What it has for others and what it looks for, newest first; for whoever signed in at a college of the network.',
  })
  offers(
    @Context('actor') actor: Actor | null,
    @Args('filter', { nullable: true }) filter?: OfferFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<OfferEntity> {
    return this.service.ownList(actor, filter, first, after);
  }
}
