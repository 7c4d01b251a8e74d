import { ImportedVolunteerEntity } from '#node/volunteers/imported-volunteer.entity.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import type { WritingContext } from '../import-kind.js';
import type { Marks } from '../merged.js';

/** What the import before went by, by volunteer. */
export async function knownMarks(tx: WritingContext['tx'], volunteers: readonly VolunteerEntity[]): Promise<ReadonlyMap<string, Marks>> {
  const ids = volunteers.map(({ id }) => id);
  const rows = await tx.createQueryBuilder(ImportedVolunteerEntity, 'imported').where('imported.volunteerId = ANY(:ids)', { ids }).getMany();
  return new Map(rows.map(({ volunteerId, marks }) => [volunteerId, marks]));
}
