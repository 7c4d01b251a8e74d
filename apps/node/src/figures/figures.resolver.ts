import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CollegeModel } from '../college/college.model.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { Loaders } from '../graph/request-context.js';
import { Month } from '../graph/scalars.js';
import { CollegeFiguresModel } from './figures.model.js';
import { FiguresService } from './figures.service.js';

@Resolver(() => CollegeModel)
export class CollegeFiguresResolver {
  constructor(private readonly service: FiguresService) {}

  @ResolveField(() => CollegeFiguresModel, {
    middleware: [onceARequest],
    nullable: true,
    description: 'What the college publishes of itself; by default over the last twelve whole months.',
  })
  async figures(
    @Parent() college: CollegeModel,
    @Context('loaders') loaders: Loaders,
    @Args('from', { type: () => Month, nullable: true }) from?: string | null,
    @Args('to', { type: () => Month, nullable: true }) to?: string | null,
  ): Promise<CollegeFiguresModel> {
    const { timeZone } = await loaders.college.load(college.code);
    return { college, ...(await this.service.figures(from, to, timeZone)) };
  }
}
