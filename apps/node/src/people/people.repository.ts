import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { PersonEntity } from './person.entity.js';
import { TeamEntity } from './team.entity.js';

@Injectable()
export class PeopleRepository {
  constructor(private readonly database: DataSource) {}

  /** Curators who agreed to publish their names, by name. */
  publishedCurators(): Promise<PersonEntity[]> {
    return this.database.manager.find(PersonEntity, {
      where: { role: 'CURATOR', publishName: true },
      order: { displayName: 'ASC', id: 'ASC' },
    });
  }

  teams(): Promise<TeamEntity[]> {
    return this.database.manager.find(TeamEntity, { order: { name: 'ASC' } });
  }

  teamsById(ids: readonly string[]): Promise<TeamEntity[]> {
    return this.database.manager.findBy(TeamEntity, { id: In(ids) });
  }

  personsById(ids: readonly string[]): Promise<PersonEntity[]> {
    return this.database.manager.findBy(PersonEntity, { id: In(ids) });
  }

  volunteerCounts(teamIds: readonly string[]): Promise<{ teamId: string; count: number }[]> {
    return this.database.query(
      'SELECT team_id AS "teamId", count(*)::int AS count FROM volunteer WHERE team_id = ANY($1) GROUP BY team_id',
      [teamIds],
    );
  }
}
