import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { EventEntity } from '../events/event.entity.js';
import { EventModel } from '../events/event.model.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import type { Loaders } from '../graph/request-context.js';
import type { FeedbackComment } from './feedback-comment.js';
import type { FeedbackSummary } from './feedback-summary.js';
import { FeedbackCommentConnectionModel, FeedbackCommentModel, FeedbackInput, FeedbackSummaryModel } from './feedback.model.js';
import { FeedbackService } from './feedback.service.js';

/** What feedback adds to an event. */
@Resolver(() => EventModel)
export class EventFeedbackResolver {
  constructor(private readonly service: FeedbackService) {}

  @Mutation(() => EventModel, { nullable: true, description: 'By whoever the host recorded as having come, once. Nobody is shown whose it is.' })
  leaveFeedback(@Context('actor') actor: Actor | null, @Context('loaders') loaders: Loaders, @Args('input') input: FeedbackInput): Promise<EventEntity> {
    return this.service.leave(actor, input, loaders);
  }

  @ResolveField(() => FeedbackSummaryModel, { nullable: true })
  feedback(@Parent() event: EventEntity, @Context('loaders') loaders: Loaders): Promise<FeedbackSummary> {
    return loaders.feedbackByEvent.load(event.id);
  }

  @ResolveField(() => FeedbackCommentConnectionModel, { nullable: true, description: 'For the host’s staff, once five have answered; none before, and none for others. In an order that says nothing of time.' })
  feedbackComments(
    @Parent() event: EventEntity,
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<FeedbackComment> {
    return this.service.comments(actor, event, first, after, loaders);
  }
}

@Resolver(() => FeedbackCommentModel)
export class FeedbackCommentResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  @ResolveField(() => ID)
  id(comment: FeedbackComment): string {
    return this.thisCollege.globalId(comment.id);
  }
}

@Resolver(() => FeedbackCommentConnectionModel)
export class FeedbackCommentConnectionResolver {
  @ResolveField(() => [FeedbackCommentModel])
  nodes(page: Page<FeedbackComment>): Promise<FeedbackComment[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<FeedbackComment>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<FeedbackComment>): Promise<number> {
    return page.totalCount();
  }
}
