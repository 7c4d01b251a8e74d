import { Directive, ID, ResolveField, Resolver } from '@nestjs/graphql';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext } from '../graph/request-context.js';
import type { PersonEntity } from '../people/person.entity.js';
import { PersonModel } from '../people/person.model.js';
import type { AdoptionEntity } from './adoption.entity.js';
import type { PracticeEntity } from './practice.entity.js';
import { AdoptionRowModel, PracticeModel } from './practice.model.js';
import { PracticesService } from './practices.service.js';

/** Fields of a practice that are not columns of its row. */
@Resolver(() => PracticeModel)
export class PracticeFieldsResolver {
  constructor(
    private readonly practices: PracticesService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveField(() => ID)
  id(practice: PracticeEntity): string {
    return this.thisCollege.globalId(practice.id);
  }

  @ResolveField(() => CollegeModel, { description: 'The college whose practice it is.' })
  college(): CollegeModel {
    return { code: this.thisCollege.code };
  }

  @ResolveField(() => PersonModel, { nullable: true, description: 'Whoever wrote it; for others than the college’s own people only where they agreed to be named.' })
  author(practice: PracticeEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<PersonEntity | null> {
    return this.practices.author(actor, practice, loaders);
  }

  @ResolveField(() => [AdoptionRowModel])
  @Directive('@inaccessible')
  adoptionRows(practice: PracticeEntity, _args: unknown, { loaders }: GraphContext): Promise<AdoptionEntity[]> {
    return loaders.adoptionsByPractice.load(practice.id);
  }
}
