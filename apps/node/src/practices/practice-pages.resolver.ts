import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { CoverageModel } from '../college/coverage.model.js';
import { ThisCollege } from '../college/this-college.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import type { PracticeEntity } from './practice.entity.js';
import { PracticeConnectionModel, PracticeFeedItemModel, PracticeFeedModel, PracticeModel } from './practice.model.js';
import { PracticesService } from './practices.service.js';

@Resolver(() => PracticeConnectionModel)
export class PracticeConnectionResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  @ResolveField(() => [PracticeModel], { nullable: 'items' })
  nodes(page: Page<PracticeEntity>): Promise<PracticeEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<PracticeEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int, { description: 'Of all pages together.' })
  totalCount(page: Page<PracticeEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => CoverageModel, { description: 'Which colleges’ practices these are, and whose are missing.' })
  coverage(): CoverageModel {
    return { answered: [{ code: this.thisCollege.code }], missing: [] };
  }
}

@Resolver(() => PracticeFeedModel)
export class PracticeFeedResolver {
  @ResolveField(() => [PracticeFeedItemModel])
  items(page: Page<PracticeEntity>): Promise<PracticeEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<PracticeEntity>): Promise<number> {
    return page.totalCount();
  }

  @ResolveField(() => Boolean)
  hasNextPage(page: Page<PracticeEntity>): Promise<boolean> {
    return page.hasNextPage();
  }
}

/** An item of the feed is the practice itself, seen with its key. */
@Resolver(() => PracticeFeedItemModel)
export class PracticeFeedItemResolver {
  constructor(private readonly practices: PracticesService) {}

  @ResolveField(() => String)
  key(practice: PracticeEntity): string {
    return this.practices.keyOf(practice);
  }

  @ResolveField(() => PracticeModel, { nullable: true })
  practice(practice: PracticeEntity): PracticeEntity {
    return practice;
  }
}
