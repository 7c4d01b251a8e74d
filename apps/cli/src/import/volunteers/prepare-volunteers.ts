import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { dayAt } from '#node/college/local-time.js';
import { MOST_TEAMS } from '#node/people/most-teams.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { ImportedVolunteerEntity } from '#node/volunteers/imported-volunteer.entity.js';
import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { hiddenFingerprint } from '../fingerprints.js';
import type { PlacedRow, Prepared, WritingContext } from '../import-kind.js';
import { merged } from '../merged.js';
import type { Problem } from '../problem.js';
import { insertRows, updateRows, upsertRows } from '../write-rows.js';
import { knownMarks, shortMarks } from './known-marks.js';
import { shownValue } from './shown-values.js';
import { STROKES, lettersOf, nameKey } from './name-key.js';
import { NamedTeams } from './teams.js';
import { VolunteerMatches } from './volunteer-matches.js';
import type { VolunteerRow } from './volunteer-row.js';
import { type VolunteerField, type VolunteerValues, saidBy, usualValues, valuesOf } from './volunteer-values.js';

/** Compares a file's volunteers with the college's. Nobody is ever taken out, and nobody's data is shared by being imported. */
export async function prepareVolunteers(placed: readonly PlacedRow<VolunteerRow>[], { tx, college, now, words }: WritingContext): Promise<Prepared> {
  const known = await namesakes(tx, placed);
  const matches = new VolunteerMatches(placed, known, words);
  const marks = await knownMarks(tx, known);
  const teams = await NamedTeams.of(tx);
  const today = dayAt(now, college.timeZone);

  const added: VolunteerEntity[] = [];
  const updated: VolunteerEntity[] = [];
  const imported: ImportedVolunteerEntity[] = [];
  const left: Problem[] = [];
  const problems: Problem[] = [...matches.problems];
  for (const one of placed) {
    const { line, row } = one;
    const before = matches.of(one);
    const had = before ? valuesOf(before, teams) : usualValues(row, today);
    const noted = before && marks.get(before.id);
    const merge = merged(saidBy(row, teams), had, noted ? shortMarks(noted) : null, hiddenFingerprint);
    const note = (column: VolunteerField, reason: (shown: string) => string): Problem => ({ line, column, reason: reason(shownValue(had, column, words)) });
    left.push(...merge.left.map((field) => note(field, (shown) => words.changed.stays(had.fullName, shown))));
    problems.push(...merge.clashes.map((field) => note(field, (shown) => words.changed.twice(shown, field === 'team' ? 'assignTeam' : null))));

    if (isJoinedBeforeBirth(merge.values) && (row.birthDate !== null || row.joinedAt !== undefined)) {
      problems.push({ line, column: row.joinedAt === undefined ? 'birthDate' : 'joinedAt', reason: words.volunteers.joinedBeforeBirth });
    }

    const after = volunteerAfter(before, merge.values, row, merge.values.team === had.team ? (before?.teamId ?? null) : teamOf(merge.values, teams));
    if (after.teamId !== null && teams.isTooMany(after.teamId)) problems.push({ line, column: 'team', reason: words.volunteers.tooManyTeams(MOST_TEAMS) });
    if (after.personId && after.kind !== 'STAFF') problems.push({ line, column: 'kind', reason: words.volunteers.isStaff });
    if (!isDeepStrictEqual(merge.marks, noted)) imported.push({ volunteerId: after.id, marks: { ...merge.marks } });
    if (!before) added.push(after);
    else if (!isDeepStrictEqual(after, before)) updated.push(after);
  }
  return {
    added: added.length,
    updated: updated.length,
    unchanged: placed.length - added.length - updated.length,
    problems,
    left,
    hangsOn: [],
    remarks: teams.added.length === 0 ? [] : [words.volunteers.newTeams(teams.added.map(({ name }) => name))],
    write: async (onWritten) => {
      await tx.insert(TeamEntity, teams.added);
      await updateRows(tx, VolunteerEntity, updated, onWritten);
      await insertRows(tx, VolunteerEntity, added, onWritten);
      await upsertRows(tx, ImportedVolunteerEntity, imported, ['volunteerId'], () => undefined);
    },
  };
}

/**
 * Volunteers of the college who may have a name of the file's. Of the staff who take part by themselves the college has no more
 * than a name: they are meant by rows of the staff alone, for a student may well be called like a teacher.
 */
async function namesakes(tx: WritingContext['tx'], placed: readonly PlacedRow<VolunteerRow>[]): Promise<VolunteerEntity[]> {
  const names = [...new Set(placed.map(({ row }) => lettersOf(row.fullName)))];
  const ofStaff = new Set(placed.filter(({ row }) => row.kind === 'STAFF').map(({ row }) => nameKey(row.fullName)));
  const entered = await tx.createQueryBuilder(VolunteerEntity, 'volunteer').where("translate(split_part(volunteer.identityKey, '|', 1), :strokes, '') = ANY(:names)", { strokes: STROKES, names }).getMany();
  const byThemselves = ofStaff.size === 0 ? [] : await tx.createQueryBuilder(VolunteerEntity, 'volunteer').where("volunteer.identityKey = 'person ' || volunteer.personId").getMany();
  return [...entered, ...byThemselves.filter(({ fullName }) => ofStaff.has(nameKey(fullName)))];
}

function volunteerAfter(before: VolunteerEntity | undefined, values: VolunteerValues, row: VolunteerRow, teamId: string | null): VolunteerEntity {
  const { fullName, birthDate, kind, group, phone, email, skills, joinedAt } = values;
  const isRenamed = before?.fullName !== fullName;
  return Object.assign(new VolunteerEntity(), before ?? { id: uuid(), mentorId: null }, {
    fullName,
    displayName: isRenamed ? row.displayName : before.displayName,
    birthDate,
    identityKey: volunteerIdentityKey(fullName, birthDate),
    kind,
    group,
    phone,
    email,
    skills,
    teamId,
    joinedAt,
    invented: false,
  });
}

function isJoinedBeforeBirth({ birthDate, joinedAt }: VolunteerValues): boolean {
  return birthDate !== null && joinedAt < birthDate;
}

function teamOf({ team }: VolunteerValues, teams: NamedTeams): string | null {
  return team === null ? null : teams.idOf(team);
}
