import { readFileSync } from 'node:fs';

const FILE = new URL('../../../docs/access.md', import.meta.url);

/** A line of a table of docs/access.md. */
export interface DocRow {
  /** `Type.field` */
  readonly fields: readonly string[];
  readonly when: string;
  readonly cells: readonly { readonly who: string; readonly says: string }[];
}

/**
 * Reads the table below a heading of docs/access.md, which says who gets what.
 * @throws Error where there is none, and for a line that is not as wide as the head
 */
export function tableOf(heading: string): DocRow[] {
  const section = readFileSync(FILE, 'utf8').split(/^(?=#)/m).find((part) => part.replace(/^#+ /, '').startsWith(`${heading}\n`));
  const lines = (section ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [head, , ...body] = lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  if (!head || body.length === 0) throw new Error(`docs/access.md has no table under "${heading}".`);
  const columns = head.slice(2);
  return body.map(([what = '', when = '', ...cells]) => {
    if (cells.length !== columns.length) throw new Error(`The line of ${what} has ${cells.length} cells.`);
    return {
      fields: [...what.matchAll(/`([^`]+)`/g)].map(([, field = '']) => field),
      when,
      cells: columns.map((who, index) => ({ who, says: cells[index] ?? '' })),
    };
  });
}
