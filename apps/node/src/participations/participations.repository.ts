import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { EXPECTED_BY_HOST, type ParticipationStatus } from './participation-status.js';
import { ParticipationEntity } from './participation.entity.js';

/** A college that expects a volunteer at an event, or expected them. */
export interface HostOfVolunteer {
  readonly volunteerId: string;
  /** Code of the college. */
  readonly host: string;
}

/** Which participations are asked for; what is not given does not narrow. */
export interface ParticipationCriteria {
  readonly statuses?: readonly ParticipationStatus[];
  /** Uuid of who guides the volunteers. */
  readonly mentorId?: string;
}

/** The place of a participation in an order by time. */
export interface ParticipationPlace {
  readonly at: Date;
  readonly id: string;
}

@Injectable()
export class ParticipationsRepository {
  constructor(private readonly database: DataSource) {}

  byIds(ids: readonly string[]): Promise<ParticipationEntity[]> {
    return this.database.manager.findBy(ParticipationEntity, { id: In(ids) });
  }

  /** The colleges that expect each of them at an event, or expected them; each college once. */
  hostsOf(volunteerIds: readonly string[]): Promise<HostOfVolunteer[]> {
    return this.database.query(HOSTS, [volunteerIds, EXPECTED_BY_HOST]);
  }

  /** In the order they were asked for, from behind `after`. */
  page(criteria: ParticipationCriteria, after: ParticipationPlace | null, limit: number): Promise<ParticipationEntity[]> {
    const query = this.matching(criteria).orderBy('participation.requestedAt').addOrderBy('participation.id').limit(limit);
    if (after) query.andWhere('(participation.requestedAt, participation.id) > (:at, :id)', { ...after });
    return query.getMany();
  }

  count(criteria: ParticipationCriteria): Promise<number> {
    return this.matching(criteria).getCount();
  }

  private matching({ statuses, mentorId }: ParticipationCriteria) {
    const query = this.database.manager.createQueryBuilder(ParticipationEntity, 'participation').where('true');
    if (statuses) query.andWhere('participation.status = ANY(:statuses)', { statuses });
    if (mentorId !== undefined) query.andWhere(GUIDED_BY, { mentorId });
    return query;
  }
}

const HOSTS = `
  SELECT DISTINCT volunteer_id AS "volunteerId", split_part(event_id, ':', 1) AS host
  FROM participation
  WHERE volunteer_id = ANY($1) AND status = ANY($2)`;

/** As a list, for theirs are few: otherwise PostgreSQL reads everybody's in order of time until a page of theirs has come together. */
const GUIDED_BY = 'participation.volunteer_id = ANY(ARRAY(SELECT volunteer_id FROM guided_volunteer WHERE guide_id = :mentorId))';
