import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { TeamEntity } from '#node/people/team.entity.js';
import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { dayAt } from '#node/college/local-time.js';
import { given } from '../given.js';
import type { PlacedRow, Prepared, WritingContext } from '../import-kind.js';
import { insertRows, updateRows } from '../write-rows.js';
import { VolunteerMatches, nameKey } from './volunteer-matches.js';
import type { VolunteerRow } from './volunteer-row.js';
import { teamsNamed } from './teams.js';

/** Compares a file's volunteers with the college's. Nobody is ever taken out, and nobody's data is shared by being imported. */
export async function prepareVolunteers(placed: readonly PlacedRow<VolunteerRow>[], { tx, college, now, words }: WritingContext): Promise<Prepared> {
  const matches = new VolunteerMatches(placed, await namesakes(tx, placed), words);
  const teams = await teamsNamed(tx, placed.flatMap(({ row }) => row.team ?? []));
  const today = dayAt(now, college.timeZone);

  const added: VolunteerEntity[] = [];
  const updated: VolunteerEntity[] = [];
  for (const one of placed) {
    const before = matches.of(one);
    const after = volunteerAfter(before, one.row, (name) => teams.idOf(name), today);
    if (!before) added.push(after);
    else if (!isDeepStrictEqual(after, before)) updated.push(after);
  }
  return {
    added: added.length,
    updated: updated.length,
    unchanged: placed.length - added.length - updated.length,
    problems: matches.problems,
    left: [],
    remarks: teams.added.length === 0 ? [] : [words.volunteers.newTeams(teams.added.map(({ name }) => name))],
    write: async (onWritten) => {
      await tx.insert(TeamEntity, teams.added);
      await updateRows(tx, VolunteerEntity, updated, onWritten);
      await insertRows(tx, VolunteerEntity, added, onWritten);
    },
  };
}

/** Volunteers of the college who have a name of the file's. */
function namesakes(tx: WritingContext['tx'], placed: readonly PlacedRow<VolunteerRow>[]): Promise<VolunteerEntity[]> {
  const names = [...new Set(placed.map(({ row }) => nameKey(row.fullName)))];
  return tx.createQueryBuilder(VolunteerEntity, 'volunteer').where("split_part(volunteer.identityKey, '|', 1) = ANY(:names)", { names }).getMany();
}

function volunteerAfter(before: VolunteerEntity | undefined, row: VolunteerRow, teamIdOf: (name: string) => string, today: string): VolunteerEntity {
  const { fullName, displayName, team } = row;
  const birthDate = row.birthDate ?? before?.birthDate ?? null;
  const isRenamed = before?.fullName !== fullName;
  return Object.assign(new VolunteerEntity(), before ?? { id: uuid(), mentorId: null }, {
    fullName,
    displayName: isRenamed ? displayName : before.displayName,
    birthDate,
    identityKey: volunteerIdentityKey(fullName, birthDate),
    kind: row.kind ?? before?.kind ?? 'STUDENT',
    group: given(row.group, before?.group ?? null),
    phone: given(row.phone, before?.phone ?? null),
    email: given(row.email, before?.email ?? null),
    skills: given(row.skills, before?.skills ?? []) ?? [],
    teamId: given(team == null ? team : teamIdOf(team), before?.teamId ?? null),
    joinedAt: row.joinedAt ?? before?.joinedAt ?? today,
    invented: false,
  });
}
