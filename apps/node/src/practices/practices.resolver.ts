import { Args, Context, Directive, ID, Int, Mutation, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import type { Page } from '../graph/page.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import type { PracticeEntity } from './practice.entity.js';
import { PracticeConnectionModel, PracticeFeedModel, PracticeModel } from './practice.model.js';
import { PracticeFilter, PracticeInput, PracticePatch } from './practices.inputs.js';
import { PracticesService } from './practices.service.js';

@Resolver(() => PracticeModel)
export class PracticesResolver {
  constructor(private readonly practices: PracticesService) {}

  @Query(() => PracticeModel, { nullable: true, description: 'One practice.' })
  practice(
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<PracticeEntity> {
    return this.practices.find(actor, id, loaders);
  }

  @Query(() => PracticeFeedModel, {
    nullable: true,
    description: 'This college’s practices in the order that the whole network shares, newest first; `after` is any college’s cursor.',
  })
  @Directive('@inaccessible')
  practiceFeed(
    @Args('filter', { nullable: true }) filter?: PracticeFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<PracticeEntity> {
    return this.practices.page(filter, first, after);
  }

  @Mutation(() => PracticeModel, { nullable: true, description: 'At the actor’s own college, by its staff. Everybody may read it.' })
  publishPractice(@Context('actor') actor: Actor | null, @Args('input') input: PracticeInput): Promise<PracticeEntity> {
    return this.practices.publish(actor, input);
  }

  @Mutation(() => PracticeModel, { nullable: true, description: 'By the college’s staff.' })
  updatePractice(
    @Context('actor') actor: Actor | null,
    @Args('id', { type: () => ID }) id: string,
    @Args('input') input: PracticePatch,
  ): Promise<PracticeEntity> {
    return this.practices.change(actor, id, input);
  }

  @Mutation(() => PracticeModel, { nullable: true, description: 'By the college’s staff: it is shown no more. It cannot be taken back.' })
  withdrawPractice(@Context('actor') actor: Actor | null, @Args('id', { type: () => ID }) id: string): Promise<PracticeEntity> {
    return this.practices.withdraw(actor, id);
  }

  @Mutation(() => PracticeModel, {
    nullable: true,
    description: 'By a curator of another college: it took the practice over. Said again with an outcome, it says what came of it.',
  })
  adoptPractice(
    @Context('actor') actor: Actor | null,
    @Args('practiceId', { type: () => ID }) practiceId: string,
    @Args('outcome', { type: () => String, nullable: true }) outcome?: string | null,
  ): Promise<PracticeEntity> {
    return this.practices.adopt(actor, practiceId, outcome);
  }

  @Mutation(() => PracticeModel, { nullable: true, description: 'By a curator of another college: it did not take the practice over after all.' })
  withdrawAdoption(@Context('actor') actor: Actor | null, @Args('practiceId', { type: () => ID }) practiceId: string): Promise<PracticeEntity> {
    return this.practices.disown(actor, practiceId);
  }

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<PracticeEntity> {
    return this.practices.find(actor, reference.id, loaders);
  }
}

@Resolver(() => CollegeModel)
export class CollegePracticesResolver {
  constructor(private readonly service: PracticesService) {}

  @ResolveField(() => PracticeConnectionModel, { middleware: [onceARequest], nullable: true, description: 'What it does well, newest first.' })
  practices(
    @Args('filter', { nullable: true }) filter?: PracticeFilter,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Page<PracticeEntity> {
    return this.service.ownList(filter, first, after);
  }
}
