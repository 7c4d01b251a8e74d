import { Args, Context, ID, Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import { onceARequest } from '../graph/once-a-request.js';
import type { GraphContext } from '../graph/request-context.js';
import { PeoplePageArgs } from './people-page.inputs.js';
import { PeopleService } from './people.service.js';
import type { PersonEntity } from './person.entity.js';
import { PersonModel } from './person.model.js';
import type { TeamEntity } from './team.entity.js';
import { TeamInput } from './team.inputs.js';
import { TeamModel } from './team.model.js';

@Resolver(() => PersonModel)
export class PersonResolver {
  constructor(private readonly thisCollege: ThisCollege) {}

  @ResolveField(() => ID)
  id(person: PersonEntity): string {
    return this.thisCollege.globalId(person.id);
  }
}

@Resolver(() => TeamModel)
export class TeamResolver {
  constructor(
    private readonly thisCollege: ThisCollege,
    private readonly people: PeopleService,
  ) {}

  @Mutation(() => TeamModel, { nullable: true, description: 'By the college’s curators: adds a team, or changes one that is there.' })
  saveTeam(@Context('actor') actor: Actor | null, @Args('input') input: TeamInput): Promise<TeamEntity> {
    return this.people.saveTeam(actor, input);
  }

  @ResolveField(() => ID)
  id(team: TeamEntity): string {
    return this.thisCollege.globalId(team.id);
  }

  @ResolveField(() => PersonModel, { nullable: true, description: 'Who guides it; for partners only where the mentor agreed.' })
  mentor(team: TeamEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<PersonEntity | null> {
    return this.people.mentorOf(actor, team, loaders);
  }

  @ResolveField(() => Int)
  volunteerCount(team: TeamEntity, _args: unknown, { loaders }: GraphContext): Promise<number> {
    return loaders.volunteerCountByTeam.load(team.id);
  }
}

@Resolver(() => CollegeModel)
export class CollegePeopleResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => [PersonModel], { middleware: [onceARequest], nullable: true, description: 'Curators who agreed to publish their names, by name. Fewer than `first` are the last.' })
  curators(@Args() page: PeoplePageArgs): Promise<PersonEntity[]> {
    return this.people.curators(page);
  }

  @ResolveField(() => [PersonModel], {
    middleware: [onceARequest],
    nullable: true,
    description: 'Mentors and curators, any of whom may guide volunteers, by name; for the college’s own people. Fewer than `first` are the last.',
  })
  mentors(@Context('actor') actor: Actor | null, @Args() page: PeoplePageArgs): Promise<PersonEntity[]> {
    return this.people.mentors(actor, page);
  }

  @ResolveField(() => [TeamModel], { middleware: [onceARequest], nullable: true, description: 'By name, for people who signed in at any college of the network. Fewer than `first` are the last.' })
  teams(@Context('actor') actor: Actor | null, @Args() page: PeoplePageArgs): Promise<TeamEntity[]> {
    return this.people.teams(actor, page);
  }
}
