import { Args, Context, ID, Int, Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DEFAULT_PAGE } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext, Loaders } from '../graph/request-context.js';
import { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import { VolunteerModel } from '../volunteers/volunteer.model.js';
import type { PersonalDataReadEntity } from './personal-data-read.entity.js';
import { PersonalDataReadModel } from './personal-data-read.model.js';
import { ReadersService } from './readers.service.js';

@Resolver(() => PersonalDataReadModel)
export class PersonalDataReadResolver {
  constructor(
    private readonly readers: ReadersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveReference()
  resolveReference(reference: { id?: unknown }, { actor, loaders }: GraphContext): Promise<PersonalDataReadEntity> {
    return this.readers.find(actor, reference.id, loaders);
  }

  @ResolveField(() => ID)
  id(read: PersonalDataReadEntity): string {
    return this.thisCollege.globalId(read.id);
  }
}

/** What readers add to a volunteer. */
@Resolver(() => VolunteerModel)
export class VolunteerReadersResolver {
  constructor(private readonly service: ReadersService) {}

  @ResolveField(() => [PersonalDataReadModel], {
    nullable: true,
    description: 'Which colleges read personal fields, newest first; for the volunteer and the home college’s staff: of its mentors, who guides them.',
  })
  readers(
    @Parent() volunteer: VolunteerEntity,
    @Context('actor') actor: Actor | null,
    @Context('loaders') loaders: Loaders,
    @Args('first', { type: () => Int, nullable: true, defaultValue: DEFAULT_PAGE }) first?: number | null,
    @Args('afterId', { type: () => ID, nullable: true, description: 'The `id` of the last one of the page before.' }) afterId?: string | null,
  ): Promise<PersonalDataReadEntity[]> {
    return this.service.of(actor, volunteer, { first, afterId }, loaders);
  }
}
