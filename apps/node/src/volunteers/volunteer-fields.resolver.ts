import { ID, ResolveField, Resolver } from '@nestjs/graphql';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext } from '../graph/request-context.js';
import { LocalDate } from '../graph/scalars.js';
import { PeopleService } from '../people/people.service.js';
import type { PersonEntity } from '../people/person.entity.js';
import { PersonModel } from '../people/person.model.js';
import type { TeamEntity } from '../people/team.entity.js';
import { TeamModel } from '../people/team.model.js';
import { VolunteerKind, type VolunteerEntity } from './volunteer.entity.js';
import { VolunteerModel } from './volunteer.model.js';
import type { MaybeLater } from './personal-access.js';
import { VolunteersService } from './volunteers.service.js';

const OF_CONTACTS = 'Also for the staff of a college whose event the volunteer takes part in, while a consent to it is in force.';

/**
 * The fields of a volunteer, each behind its rule. Methods without parameter decorators are called as GraphQL calls
 * them, (source, args, context), which spares a promise for every field of every row.
 */
@Resolver(() => VolunteerModel)
export class VolunteerFieldsResolver {
  constructor(
    private readonly volunteers: VolunteersService,
    private readonly people: PeopleService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveField(() => ID)
  id(volunteer: VolunteerEntity): string {
    return this.thisCollege.globalId(volunteer.id);
  }

  @ResolveField(() => CollegeModel, { description: 'The volunteer’s own college.' })
  home(): CollegeModel {
    return { code: this.thisCollege.code };
  }

  @ResolveField(() => VolunteerKind, { nullable: true, description: 'For the staff of any college, and the volunteer.' })
  kind(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<VolunteerKind | null> {
    return this.volunteers.kind(actor, volunteer, loaders);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'For the staff of other colleges null, unless a consent to it is in force.',
  })
  displayName(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string | null> {
    return this.volunteers.displayName(actor, volunteer, loaders);
  }

  @ResolveField(() => String, { nullable: true })
  fullName(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string> {
    return this.volunteers.personal(actor, volunteer, 'fullName', loaders);
  }

  @ResolveField(() => LocalDate, { nullable: true })
  birthDate(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string | null> {
    return this.volunteers.personal(actor, volunteer, 'birthDate', loaders);
  }

  @ResolveField(() => String, { nullable: true, description: OF_CONTACTS })
  email(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string | null> {
    return this.volunteers.contact(actor, volunteer, 'email', loaders);
  }

  @ResolveField(() => String, { nullable: true, description: OF_CONTACTS })
  phone(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string | null> {
    return this.volunteers.contact(actor, volunteer, 'phone', loaders);
  }

  @ResolveField(() => String, { nullable: true, description: 'The study group.' })
  group(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string | null> {
    return this.volunteers.personal(actor, volunteer, 'group', loaders);
  }

  @ResolveField(() => [String], { nullable: true })
  skills(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string[]> {
    return this.volunteers.personal(actor, volunteer, 'skills', loaders);
  }

  @ResolveField(() => TeamModel, { nullable: true })
  async team(volunteer: VolunteerEntity, _args: unknown, context: GraphContext): Promise<TeamEntity | null> {
    const teamId = await this.volunteers.personal(context.actor, volunteer, 'teamId', context.loaders);
    return teamId === null ? null : ((await context.loaders.team.load(teamId)) ?? null);
  }

  @ResolveField(() => PersonModel, { nullable: true, description: 'Who guides them themselves; null leaves it to their team’s mentor.' })
  async mentor(volunteer: VolunteerEntity, _args: unknown, context: GraphContext): Promise<PersonEntity | null> {
    const mentorId = await this.volunteers.personal(context.actor, volunteer, 'mentorId', context.loaders);
    return this.people.guide(mentorId, context.loaders);
  }

  @ResolveField(() => LocalDate, { nullable: true, description: 'Since when they volunteer.' })
  joinedAt(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): MaybeLater<string> {
    return this.volunteers.personal(actor, volunteer, 'joinedAt', loaders);
  }
}
