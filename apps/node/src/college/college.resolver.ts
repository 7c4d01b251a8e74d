import { ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { notFound } from '../graph/domain-error.js';
import type { GraphContext } from '../graph/request-context.js';
import { CollegeModel } from './college.model.js';
import { ThisCollege } from './this-college.js';

@Resolver(() => CollegeModel)
export class CollegeResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  /** Async, so that a refusal is this reference's alone: a throw here would fail the whole list. */
  @ResolveReference()
  async resolveReference(reference: { code?: unknown }): Promise<CollegeModel> {
    if (reference.code !== this.thisCollege.code) throw notFound('college');
    return Promise.resolve({ code: this.thisCollege.code });
  }

  @ResolveField(() => String, { nullable: true, description: 'What the college says of itself.' })
  async about(college: CollegeModel, _args: unknown, { loaders }: GraphContext): Promise<string | null> {
    return (await loaders.college.load(college.code)).about;
  }

  @ResolveField(() => String, { nullable: true, description: 'The address of its site.' })
  async site(college: CollegeModel, _args: unknown, { loaders }: GraphContext): Promise<string | null> {
    return (await loaders.college.load(college.code)).site;
  }

  @ResolveField(() => String, { nullable: true, description: 'The IANA name of its time zone, for example `Europe/Samara`.' })
  async timeZone(college: CollegeModel, _args: unknown, { loaders }: GraphContext): Promise<string> {
    return (await loaders.college.load(college.code)).timeZone;
  }
}
