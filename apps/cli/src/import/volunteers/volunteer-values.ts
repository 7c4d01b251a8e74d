import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import type { Said } from '../merged.js';
import type { NamedTeams } from './teams.js';
import type { VolunteerRow } from './volunteer-row.js';

/** What an import writes of a volunteer. */
export interface VolunteerValues extends Pick<VolunteerEntity, 'fullName' | 'birthDate' | 'kind' | 'group' | 'phone' | 'email' | 'skills' | 'joinedAt'> {
  /** Its name, as the college writes it where it has such a team. */
  readonly team: string | null;
}

export type VolunteerField = keyof VolunteerValues;

/** What a row of the file says. */
export function saidBy(row: VolunteerRow, teams: NamedTeams): Said<VolunteerValues> {
  const { fullName, birthDate, kind, group, phone, email, skills, team, joinedAt } = row;
  return {
    fullName,
    birthDate: birthDate ?? undefined,
    kind,
    group,
    phone,
    email,
    skills: skills === null ? [] : skills,
    team: typeof team === 'string' ? teams.nameOf(team) : team,
    joinedAt,
  };
}

/** What a volunteer has. */
export function valuesOf({ fullName, birthDate, kind, group, phone, email, skills, teamId, joinedAt }: VolunteerEntity, teams: NamedTeams): VolunteerValues {
  return { fullName, birthDate, kind, group, phone, email, skills, team: teamId === null ? null : teams.nameOfId(teamId), joinedAt };
}

/** What a volunteer is where their row does not say otherwise. */
export function usualValues({ fullName }: VolunteerRow, today: string): VolunteerValues {
  return { fullName, birthDate: null, kind: 'STUDENT', group: null, phone: null, email: null, skills: [], team: null, joinedAt: today };
}
