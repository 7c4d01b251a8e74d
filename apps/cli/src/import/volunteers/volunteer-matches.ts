import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';
import type { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { groupBy } from '../group-by.js';
import type { PlacedRow } from '../import-kind.js';
import type { Problem } from '../problem.js';
import type { ImportWords } from '../words/words.js';
import { nameKey } from './name-key.js';
import type { VolunteerRow } from './volunteer-row.js';

/** Rows of the file that are, or may be, about somebody of an earlier row. */
export function repeatedVolunteers(rows: readonly PlacedRow<VolunteerRow>[], words: ImportWords): Problem[] {
  const problems: Problem[] = [];
  for (const namesakes of byName(rows).values()) {
    const lineOf = new Map<string | null, number>();
    for (const { line, row } of namesakes) {
      const same = lineOf.get(row.birthDate);
      const [other] = lineOf.values();
      if (same !== undefined) problems.push({ line, column: 'fullName', reason: words.rows.repeats(same) });
      else if (other !== undefined && (row.birthDate === null || lineOf.has(null))) problems.push({ line, column: 'birthDate', reason: words.volunteers.namesakeInFile(other) });
      lineOf.set(row.birthDate, same ?? line);
    }
  }
  return problems;
}

/**
 * Finds for each row the volunteer that the college already has. One of the two may lack the date of birth: then the name
 * decides, unless it is the name of several of whom the file does not name the others by their dates.
 */
export class VolunteerMatches {
  readonly problems: Problem[] = [];
  private readonly found = new Map<PlacedRow<VolunteerRow>, VolunteerEntity>();

  constructor(rows: readonly PlacedRow<VolunteerRow>[], known: readonly VolunteerEntity[], words: ImportWords) {
    const knownByName = groupBy(known, ({ fullName }) => nameKey(fullName));
    for (const [name, namesakes] of byName(rows)) {
      const people = knownByName.get(name) ?? [];
      const exact = namesakes.filter((placed) => this.matches(placed, bornWhen(placed.row, people)));
      const taken = new Set(exact.map((placed) => this.found.get(placed)));
      const strangers = people.filter((volunteer) => !taken.has(volunteer));
      for (const placed of namesakes.filter((row) => !exact.includes(row))) {
        const candidates = placed.row.birthDate === null ? strangers : strangers.filter(({ birthDate }) => birthDate === null || birthDate === placed.row.birthDate);
        const isOnly = candidates.length === 1 && namesakes.length - exact.length === 1;
        if (isOnly && strangers.length === 1) this.matches(placed, candidates[0]);
        else if (candidates.length > 0) {
          const reason = isOnly ? words.volunteers.namesakeUndated : words.volunteers.namesakesInDatabase;
          this.problems.push({ line: placed.line, column: 'birthDate', reason });
        }
      }
    }
  }

  of(placed: PlacedRow<VolunteerRow>): VolunteerEntity | undefined {
    return this.found.get(placed);
  }

  private matches(placed: PlacedRow<VolunteerRow>, volunteer: VolunteerEntity | undefined): boolean {
    if (volunteer) this.found.set(placed, volunteer);
    return volunteer !== undefined;
  }
}

/**
 * Of these namesakes the one of that date of birth. Where the college has somebody twice, once with each way to write the name,
 * it is the one whose name is written so.
 */
function bornWhen({ fullName, birthDate }: VolunteerRow, namesakes: readonly VolunteerEntity[]): VolunteerEntity | undefined {
  const ofDate = namesakes.filter((volunteer) => volunteer.birthDate === birthDate);
  const key = volunteerIdentityKey(fullName, birthDate);
  return ofDate.length === 1 ? ofDate[0] : ofDate.find(({ identityKey }) => identityKey === key);
}

function byName(rows: readonly PlacedRow<VolunteerRow>[]): Map<string, PlacedRow<VolunteerRow>[]> {
  return groupBy(rows, ({ row }) => nameKey(row.fullName));
}
