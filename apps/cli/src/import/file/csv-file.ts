import { type Column, headerIndex, plainHeader } from '../column.js';
import { ExitCode } from '../exit-code.js';
import { ImportFailure } from '../import-failure.js';
import type { Problem } from '../problem.js';
import type { FileWords, HeaderWords } from '../words/words.js';
import { type BrokenRow, type CsvRow, csvRows } from './csv-rows.js';
import { type Encoding, decode } from './decode.js';
import { type Header, readHeader } from './header.js';

const DELIMITERS = [';', ',', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A file taken apart: what it is, and its rows below the header. */
export interface CsvFile {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: Header;
  /** What is wrong with the header. */
  readonly problems: readonly Problem[];
  readonly rows: readonly CsvRow[];
  readonly broken: readonly BrokenRow[];
}

export interface CsvFileOptions {
  readonly columns: readonly Column[];
  readonly leaveUnknown: boolean;
  readonly words: { readonly file: FileWords; readonly header: HeaderWords };
}

/** A header stands within so many letters of the beginning. */
const HEADER_WITHIN = 16_384;

/** Empty cells alone. */
const NOTHING = /^[\s;,]*$/;

/** What Excel itself writes and reads above the header to say by what cells are set apart. */
const EXCEL_SEPARATOR = /^sep=([;,\t])(?=\r|\n)/i;

/**
 * Takes a file apart.
 * @throws ImportFailure when it has no header or no rows
 */
export function csvFile(path: string, bytes: Buffer, { columns, leaveUnknown, words }: CsvFileOptions): CsvFile {
  const { text: all, encoding } = decode(bytes);
  if (NOTHING.test(all)) throw new ImportFailure(words.file.empty(path), ExitCode.BAD_FILE);
  const said = EXCEL_SEPARATOR.exec(all)?.[1];
  const text = said === undefined ? all : all.slice('sep=;'.length);
  const delimiter = DELIMITERS.find((candidate) => candidate === said) ?? likelyDelimiter(text, columns);
  const { rows, broken } = csvRows(text, delimiter);
  const [first, ...below] = rows;
  const headerBreaks = broken.find(({ line }) => first === undefined || line < first.line);
  if (headerBreaks) throw new ImportFailure(words.file.brokenHeader(headerBreaks.line), ExitCode.BAD_FILE);
  if (!first) throw new ImportFailure(words.file.empty(path), ExitCode.BAD_FILE);
  const { header, problems, known } = readHeader(first, columns, words.header, leaveUnknown);
  if (known === 0) throw new ImportFailure(words.file.noHeader({ line: first.line, encoding, delimiter, row: first.cells, columns }), ExitCode.BAD_FILE);
  if (below.length === 0 && broken.length === 0) throw new ImportFailure(words.file.noRows(path), ExitCode.BAD_FILE);
  return { encoding, delimiter, header, problems, rows: below, broken };
}

/** The one that makes most headers known; of equals, the one that makes most cells. */
function likelyDelimiter(text: string, columns: readonly Column[]): Delimiter {
  const index = headerIndex(columns);
  const beginning = text.slice(0, HEADER_WITHIN);
  const tried = DELIMITERS.map((delimiter) => {
    const cells = csvRows(beginning, delimiter).rows[0]?.cells ?? [];
    return { delimiter, known: cells.filter((cell) => index.has(plainHeader(cell))).length, cells: cells.length };
  });
  const [best] = tried.sort((one, other) => other.known - one.known || other.cells - one.cells);
  return best?.delimiter ?? ';';
}
