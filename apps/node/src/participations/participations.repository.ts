import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EXPECTED_BY_HOST } from './participation-status.js';

/** A college that expects a volunteer at an event, or expected them. */
export interface HostOfVolunteer {
  readonly volunteerId: string;
  /** Code of the college. */
  readonly host: string;
}

@Injectable()
export class ParticipationsRepository {
  constructor(private readonly database: DataSource) {}

  /** The colleges that expect each of them at an event, or expected them; each college once. */
  hostsOf(volunteerIds: readonly string[]): Promise<HostOfVolunteer[]> {
    return this.database.query(HOSTS, [volunteerIds, EXPECTED_BY_HOST]);
  }
}

const HOSTS = `
  SELECT DISTINCT volunteer_id AS "volunteerId", split_part(event_id, ':', 1) AS host
  FROM participation
  WHERE volunteer_id = ANY($1) AND status = ANY($2)`;
