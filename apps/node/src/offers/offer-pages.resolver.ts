import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { CoverageModel } from '../college/coverage.model.js';
import { ThisCollege } from '../college/this-college.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import type { OfferEntity } from './offer.entity.js';
import { OfferConnectionModel, OfferFeedItemModel, OfferFeedModel, OfferModel } from './offer.model.js';
import { OffersService } from './offers.service.js';

@Resolver(() => OfferConnectionModel)
export class OfferConnectionResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  @ResolveField(() => [OfferModel], { nullable: 'items' })
  nodes(page: Page<OfferEntity>): Promise<OfferEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<OfferEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int, { description: 'Of all pages together.' })
  totalCount(page: Page<OfferEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => CoverageModel, { description: 'Which colleges’ offers these are, and whose are missing.' })
  coverage(): CoverageModel {
    return { answered: [{ code: this.thisCollege.code }], missing: [] };
  }
}

@Resolver(() => OfferFeedModel)
export class OfferFeedResolver {
  @ResolveField(() => [OfferFeedItemModel])
  items(page: Page<OfferEntity>): Promise<OfferEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<OfferEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => Boolean)
  hasNextPage(page: Page<OfferEntity>): Promise<boolean> {
    return page.hasNextPage();
  }
}

/** An item of the feed is the offer itself, seen with its key. */
@Resolver(() => OfferFeedItemModel)
export class OfferFeedItemResolver {
  constructor(private readonly offers: OffersService) {}

  @ResolveField(() => String)
  key(offer: OfferEntity): string {
    return this.offers.keyOf(offer);
  }

  @ResolveField(() => OfferModel, { nullable: true })
  offer(offer: OfferEntity): OfferEntity {
    return offer;
  }
}
