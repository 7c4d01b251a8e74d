import { readFileSync } from 'node:fs';
import { globalId } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { HOME, mentor, otherMentor } from './stage.js';

const FILE = new URL('../../../../docs/access.md', import.meta.url);

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
 * Reads the one table of docs/access.md.
 * @throws Error for a line that is not as wide as the head, and for a cell that says nothing known
 */
export function accessTable(): AccessRow[] {
  const lines = readFileSync(FILE, 'utf8').split('\n').filter((line) => line.startsWith('|'));
  const [head, , ...body] = lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const columns = head?.slice(2) ?? [];
  return body.map(([what = '', when = '', ...cells]) => {
    if (cells.length !== columns.length) throw new Error(`The line of ${what} has ${cells.length} cells.`);
    return {
      fields: [...what.matchAll(/`([^`]+)`/g)].map(([, field = '']) => field),
      when,
      cells: columns.map((who, index) => ({ who, outcome: cellOf(cells[index] ?? '') })),
    };
  });
}

function cellOf(cell: string): Cell {
  const outcome = isOfStaff(cell) ? cell : OUTCOMES.find((known) => known === cell);
  if (!outcome) throw new Error(`docs/access.md says "${cell}" where it may say ${OUTCOMES.join(', ')}.`);
  return outcome;
}
