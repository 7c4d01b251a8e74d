import type { Header } from './file/header.js';
import type { ImportKind } from './import-kind.js';
import type { Problem } from './problem.js';
import type { ImportWords } from './words/words.js';

/** Columns that every file of the kind must have, and this one does not. */
export function missingColumns<Row>({ columns, needs }: Pick<ImportKind<Row>, 'columns' | 'needs'>, header: Header, { header: words }: ImportWords): Problem[] {
  const nameOf = (key: string): string => columns.find((column) => column.key === key)?.ru[0] ?? key;
  return needs
    .filter((alternatives) => !alternatives.some((set) => set.every((key) => header.has(key))))
    .map((alternatives) => ({ line: header.line, column: null, reason: words.missing(alternatives.map((set) => set.map(nameOf))) }));
}
