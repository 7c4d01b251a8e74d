import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import type { PlainPage } from '../graph/plain-page.js';
import { PersonEntity, type StaffRole } from './person.entity.js';
import { TeamEntity } from './team.entity.js';

/** Curators who agreed to publish their names; or whoever may guide somebody. */
export type PeopleCircle = keyof typeof CIRCLES;

const CIRCLES = {
  PUBLISHED_CURATORS: { role: 'CURATOR', publishName: true },
  GUIDES: { role: In<StaffRole>(['MENTOR', 'CURATOR']), leftAt: IsNull() },
} as const;

@Injectable()
export class PeopleRepository {
  constructor(private readonly database: DataSource) {}

  /** By name, from behind `after`; null where that is none of them. */
  async persons(circle: PeopleCircle, { after, limit }: PlainPage): Promise<PersonEntity[] | null> {
    const before = after === null ? null : await this.database.manager.findOneBy(PersonEntity, { ...CIRCLES[circle], id: after });
    if (after !== null && !before) return null;
    const query = this.database.manager
      .createQueryBuilder(PersonEntity, 'person')
      .where(CIRCLES[circle])
      .orderBy('folded_name(person.displayName)')
      .addOrderBy('person.id')
      .limit(limit);
    if (before) query.andWhere('(folded_name(person.displayName), person.id) > (folded_name(:name), :id)', { name: before.displayName, id: before.id });
    return query.getMany();
  }

  /** By name, from behind `after`; null where that is none of them. */
  async teams({ after, limit }: PlainPage): Promise<TeamEntity[] | null> {
    const before = after === null ? null : await this.database.manager.findOneBy(TeamEntity, { id: after });
    if (after !== null && !before) return null;
    const query = this.database.manager.createQueryBuilder(TeamEntity, 'team').orderBy('folded_name(team.name)').addOrderBy('team.id').limit(limit);
    if (before) query.where('(folded_name(team.name), team.id) > (folded_name(:name), :id)', { name: before.name, id: before.id });
    return query.getMany();
  }

  countTeams(): Promise<number> {
    return this.database.manager.count(TeamEntity);
  }

  teamsById(ids: readonly string[]): Promise<TeamEntity[]> {
    return this.database.manager.findBy(TeamEntity, { id: In(ids) });
  }

  /**
   * Adds a team, or changes the one of that id.
   * @returns null where another one has that name, in whatever case
   */
  async save(id: string, team: Pick<TeamEntity, 'name'> & Partial<Pick<TeamEntity, 'about' | 'mentorId'>>): Promise<TeamEntity | null> {
    return this.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE team IN SHARE ROW EXCLUSIVE MODE'); // two at once must not take one name
      const [other]: object[] = await tx.query('SELECT id FROM team WHERE lower(name) = lower($1) AND id <> $2', [team.name, id]);
      if (other) return null;
      const isThere = await tx.existsBy(TeamEntity, { id });
      if (isThere) await tx.update(TeamEntity, { id }, team);
      else await tx.insert(TeamEntity, { ...team, id });
      return tx.findOneByOrFail(TeamEntity, { id });
    });
  }

  personsById(ids: readonly string[]): Promise<PersonEntity[]> {
    return this.database.manager.findBy(PersonEntity, { id: In(ids) });
  }

  /** @returns whether there is such a person on the staff */
  async publishName(id: string, publishName: boolean): Promise<boolean> {
    const { affected } = await this.database.manager.update(PersonEntity, { id, leftAt: IsNull() }, { publishName });
    return affected === 1;
  }

  /** Who guides each of several volunteers: their mentor, or else their team's; nothing of those whom nobody guides. */
  guides(volunteerIds: readonly string[]): Promise<{ volunteerId: string; guideId: string }[]> {
    return this.database.query(GUIDES, [volunteerIds]);
  }

  volunteerCounts(teamIds: readonly string[]): Promise<{ teamId: string; count: number }[]> {
    return this.database.query(
      'SELECT team_id AS "teamId", count(*)::int AS count FROM volunteer WHERE team_id = ANY($1) GROUP BY team_id',
      [teamIds],
    );
  }
}

const GUIDES = 'SELECT volunteer_id AS "volunteerId", guide_id AS "guideId" FROM guided_volunteer WHERE volunteer_id = ANY($1)';
