import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { EventEntity } from '../events/event.entity.js';
import { EventModel } from '../events/event.model.js';
import { PageInfoModel } from '../graph/page-info.model.js';
import type { Page, PageInfo } from '../graph/page.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import type { QuestionEntity } from './question.entity.js';
import { QuestionConnectionModel, QuestionInput, QuestionModel } from './question.model.js';
import { QuestionsService } from './questions.service.js';

@Resolver(() => QuestionModel)
export class QuestionsResolver {
  constructor(
    private readonly questions: QuestionsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @Mutation(() => QuestionModel, {
    nullable: true,
    description: 'Asks those who speak at an event, before it and while it goes on; whoever is signed in at any college and may know of the event. The same words once more are the same question, under one’s name or not as is said then.',
  })
  askQuestion(@Context('actor') actor: Actor | null, @Context('loaders') loaders: Loaders, @Args('input') input: QuestionInput): Promise<QuestionEntity> {
    return this.questions.ask(actor, input, loaders);
  }

  @Mutation(() => ID, { nullable: true, description: 'Takes one’s own question back, with the votes for it, at any time; its id. Staff hide those of others.' })
  withdrawQuestion(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('questionId', { type: () => ID }) questionId: string,
  ): Promise<string> {
    return this.questions.withdraw(actor, questionId, loaders);
  }

  @Mutation(() => QuestionModel, { nullable: true, description: 'Whoever may ask has one vote for each question of others.' })
  voteForQuestion(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('questionId', { type: () => ID }) questionId: string,
  ): Promise<QuestionEntity> {
    return this.questions.vote(actor, questionId, loaders);
  }

  @Mutation(() => QuestionModel, { nullable: true, description: 'Takes one’s own vote back; where there is none, nothing changes.' })
  withdrawVote(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('questionId', { type: () => ID }) questionId: string,
  ): Promise<QuestionEntity> {
    return this.questions.withdrawVote(actor, questionId, loaders);
  }

  @Mutation(() => QuestionModel, { nullable: true, description: 'By the host’s staff: hides a question or shows it again, marks it as answered or not. What is not given stays.' })
  moderateQuestion(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('hidden', { type: () => Boolean, nullable: true }) hidden?: boolean | null,
    @Args('answered', { type: () => Boolean, nullable: true }) answered?: boolean | null,
  ): Promise<QuestionEntity> {
    return this.questions.moderate(actor, id, { hidden, answered });
  }

  @ResolveField(() => ID)
  id(question: QuestionEntity): string {
    return this.thisCollege.globalId(question.id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Who asked, where they asked under their own name: for the host’s people; for partners’ only with NAME_TO_PARTNERS in force, and to no third college.',
  })
  authorName(question: QuestionEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<string | null> {
    return this.questions.authorName(actor, question, loaders);
  }

  @ResolveField(() => Boolean, { nullable: true, description: 'Whether whoever asks voted for it.' })
  voted(question: QuestionEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<boolean> | null {
    return actor && loaders.votedFor.load({ questionId: question.id, voter: actor.id });
  }

  @ResolveField(() => Boolean, { nullable: true, description: 'For the host’s staff; others are shown none that is.' })
  hidden(question: QuestionEntity, _args: unknown, { actor }: GraphContext): boolean | null {
    return this.questions.hidden(actor, question);
  }
}

/** What questions add to an event. */
@Resolver(() => EventModel)
export class EventQuestionsResolver {
  constructor(private readonly service: QuestionsService) {}

  @ResolveField(() => QuestionConnectionModel, { nullable: true, description: 'To those who speak at it: for whoever signed in at any college of the network.' })
  questions(
    @Parent() event: EventEntity,
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<QuestionEntity> {
    return this.service.page(actor, event, first, after, loaders);
  }
}

@Resolver(() => QuestionConnectionModel)
export class QuestionConnectionResolver {
  @ResolveField(() => [QuestionModel])
  nodes(page: Page<QuestionEntity>): Promise<QuestionEntity[]> {
    return page.nodes();
  }

  @ResolveField(() => PageInfoModel)
  pageInfo(page: Page<QuestionEntity>): Promise<PageInfo> {
    return page.pageInfo();
  }

  @ResolveField(() => Int)
  totalCount(page: Page<QuestionEntity>): Promise<number> {
    return page.totalCount();
  }
}
