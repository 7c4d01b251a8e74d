import { readFileSync } from 'node:fs';
import type { Role } from '#identity/actor.js';

const FILE = new URL('../../../../docs/access.md', import.meta.url);

/** What somebody gets of a field: `yes` is its value, `–` nothing and no error, the rest are errors. */
export const OUTCOMES = ['yes', '–', 'forbidden', 'not found', 'sign in'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a cell says: an outcome, or that of all the staff mentors alone may. */
type Cell = Outcome | 'mentors';

/** What the cell promises to somebody of these roles. */
export function promisedTo(roles: readonly Role[], cell: Cell): Outcome {
  if (cell !== 'mentors') return cell;
  return roles.includes('MENTOR') ? 'yes' : 'forbidden';
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
  const outcome = cell === 'mentors' ? cell : OUTCOMES.find((known) => known === cell);
  if (!outcome) throw new Error(`docs/access.md says "${cell}" where it may say ${OUTCOMES.join(', ')}.`);
  return outcome;
}
