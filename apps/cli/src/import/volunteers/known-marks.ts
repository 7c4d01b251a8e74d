import { ImportedVolunteerEntity } from '#node/volunteers/imported-volunteer.entity.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { shortened } from '../fingerprints.js';
import type { WritingContext } from '../import-kind.js';
import type { Marks } from '../merged.js';

/** What the import before went by, by volunteer. */
export async function knownMarks(tx: WritingContext['tx'], volunteers: readonly VolunteerEntity[]): Promise<ReadonlyMap<string, Marks>> {
  const ids = volunteers.map(({ id }) => id);
  const rows = await tx.createQueryBuilder(ImportedVolunteerEntity, 'imported').where('imported.volunteerId = ANY(:ids)', { ids }).getMany();
  return new Map(rows.map(({ volunteerId, marks }) => [volunteerId, marks]));
}

/** Marks as they would be noted now. */
export function shortMarks(marks: Marks): Marks {
  return Object.fromEntries(Object.entries(marks).map(([field, mark]) => [field, shortened(mark)]));
}
