import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { VolunteerEntity } from './volunteer.entity.js';

/** Which volunteers are asked for; what is not given does not narrow. */
export interface VolunteerCriteria {
  /** A LIKE pattern, in any case of letters. */
  readonly fullName?: string;
  readonly teamId?: string;
  /** YYYY-MM-DD: attended an event that started on that day or later, as the college’s calendar has it. */
  readonly activeSince?: string;
  /** Uuid of who guides them: their mentor, or else their team's. */
  readonly guidedBy?: string;
}

/** The place of a volunteer in the order by full name. */
export interface VolunteerPlace {
  readonly fullName: string;
  readonly id: string;
}

/** Who guides a volunteer, or the team they are in: uuids, null for none. */
export type Assignment = Pick<VolunteerEntity, 'mentorId'> | Pick<VolunteerEntity, 'teamId'>;

@Injectable()
export class VolunteersRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[]): Promise<VolunteerEntity[]> {
    return this.database.manager.findBy(VolunteerEntity, { id: In(ids) });
  }

  /** By full name, as a search folds it, from behind `after`. */
  page(criteria: VolunteerCriteria, after: VolunteerPlace | null, limit: number): Promise<VolunteerEntity[]> {
    // First by the index alone, for a part of a name is sought among all names: only the rows of the page are looked up.
    const ids = byName(this.matching(criteria)).select('volunteer.id').limit(limit);
    if (after) ids.andWhere('(volunteer.foldedName, volunteer.id) > (folded_name(:fullName), :id)', { ...after });
    const query = this.database.manager.createQueryBuilder(VolunteerEntity, 'volunteer').where(`volunteer.id = ANY(ARRAY(${ids.getQuery()}))`);
    return byName(query).setParameters(ids.getParameters()).getMany();
  }

  count(criteria: VolunteerCriteria): Promise<number> {
    return this.matching(criteria).getCount();
  }

  /** @returns the one of that name and birthday who is there now: another, if there was one before */
  async add(volunteer: VolunteerEntity): Promise<VolunteerEntity> {
    const { manager } = this.database;
    await manager.createQueryBuilder().insert().into(VolunteerEntity).values(volunteer).orIgnore().execute();
    return manager.findOneByOrFail(VolunteerEntity, { identityKey: volunteer.identityKey });
  }

  async assign(id: string, to: Assignment): Promise<VolunteerEntity | null> {
    await this.database.manager.update(VolunteerEntity, { id }, to);
    return this.database.manager.findOneBy(VolunteerEntity, { id });
  }

  private matching(criteria: VolunteerCriteria): SelectQueryBuilder<VolunteerEntity> {
    const query = this.database.manager.createQueryBuilder(VolunteerEntity, 'volunteer').where('true');
    const { fullName, teamId, activeSince, guidedBy } = criteria;
    if (fullName !== undefined) query.andWhere('volunteer.foldedName LIKE folded_name(:pattern)', { pattern: fullName });
    if (teamId !== undefined) query.andWhere('volunteer.teamId = :teamId', { teamId });
    if (activeSince !== undefined) query.andWhere(ATTENDED_SINCE, { activeSince });
    if (guidedBy !== undefined) query.andWhere(GUIDED_BY, { guidedBy });
    return query;
  }
}

function byName(query: SelectQueryBuilder<VolunteerEntity>): SelectQueryBuilder<VolunteerEntity> {
  return query.orderBy('volunteer.foldedName').addOrderBy('volunteer.id');
}

const ATTENDED_SINCE = `EXISTS (
  SELECT FROM college
  JOIN registration ON registration.volunteer_id = college.code || ':' || volunteer.id
  JOIN event ON event.id = registration.event_id
  WHERE registration.status = 'ATTENDED'
    AND event.starts_at >= CAST(:activeSince AS date)::timestamp AT TIME ZONE college.time_zone
)`;

const GUIDED_BY = 'volunteer.id IN (SELECT volunteer_id FROM guided_volunteer WHERE guide_id = :guidedBy)';
