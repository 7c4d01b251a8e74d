import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { tableOf } from '#support/access-doc.js';
import { HOME, mentor, otherMentor } from './stage.js';

/** What somebody gets of a field: `yes` is its value, `–` nothing and no error, the rest are errors. */
export const OUTCOMES = ['yes', '–', 'forbidden', 'not found', 'sign in'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What of a cell holds for some of the staff: by their role, and by whether they guide the volunteer. */
const OF_STAFF = {
  mentors: (actor: Actor) => (actor.roles.includes('MENTOR') ? 'yes' : 'forbidden'),
  guided: ({ id }: Actor) => (id === globalId(HOME, otherMentor.id) ? 'forbidden' : 'yes'),
  guide: ({ id }: Actor) => (id === globalId(HOME, mentor.id) ? 'yes' : 'not found'),
} as const satisfies Readonly<Record<string, (actor: Actor) => Outcome>>;

/** What a cell says: an outcome, or that it is not the same for all the staff. */
type Cell = Outcome | keyof typeof OF_STAFF;

/** What the cell promises to somebody. */
export function promisedTo(actor: Actor | null, cell: Cell): Outcome {
  if (!isOfStaff(cell)) return cell;
  return actor === null ? 'forbidden' : OF_STAFF[cell](actor);
}

function isOfStaff(cell: string): cell is keyof typeof OF_STAFF {
  return cell in OF_STAFF;
}

/** Some fields, under some circumstances, and what each of the columns gets of them. */
export interface AccessRow {
  /** `Type.field` */
  readonly fields: readonly string[];
  readonly when: string;
  readonly cells: readonly { readonly who: string; readonly outcome: Cell }[];
}

/**
 * Reads what docs/access.md says of the colleges' data.
 * @throws Error for a cell that says nothing known
 */
export function accessTable(): AccessRow[] {
  return tableOf('Who may see and do what').map(({ cells, ...row }) => ({ ...row, cells: cells.map(({ who, says }) => ({ who, outcome: cellOf(says) })) }));
}

function cellOf(cell: string): Cell {
  const outcome = isOfStaff(cell) ? cell : OUTCOMES.find((known) => known === cell);
  if (!outcome) throw new Error(`docs/access.md says "${cell}" where it may say ${OUTCOMES.join(', ')}.`);
  return outcome;
}
