import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../college/this-college.js';
import { forbidden, notFound } from '../graph/domain-error.js';
import { peopleLoaders } from './people.loaders.js';
import { peoplePolicy } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import type { PersonEntity } from './person.entity.js';
import type { TeamEntity } from './team.entity.js';

export type PeopleLoaders = ReturnType<typeof peopleLoaders>;

@Injectable()
export class PeopleService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  loaders(): PeopleLoaders {
    return peopleLoaders(this.repository);
  }

  curators(): Promise<PersonEntity[]> {
    return this.repository.publishedCurators();
  }

  /** @throws DomainError FORBIDDEN for a visitor */
  async teams(actor: Actor | null): Promise<TeamEntity[]> {
    if (!peoplePolicy.seeTeams(actor)) throw forbidden('see the college’s teams without signing in');
    return this.repository.teams();
  }

  /** @throws DomainError NOT_FOUND for an id of no team of the college */
  async team(id: string): Promise<TeamEntity> {
    const [team] = await this.repository.teamsById([this.thisCollege.ownUuid(id, 'team')]);
    if (!team) throw notFound('team');
    return team;
  }

  /** The team's mentor; null where there is none, and where the actor may not know them. */
  async mentorOf(actor: Actor | null, team: TeamEntity, loaders: PeopleLoaders): Promise<PersonEntity | null> {
    const mentor = team.mentorId === null ? undefined : await loaders.person.load(team.mentorId);
    return mentor && peoplePolicy.seeMentor(this.thisCollege.code, actor, mentor) ? mentor : null;
  }
}
