import type { z } from 'zod';
import type { CliEnvironment } from '../environment.js';
import { Progress } from '../progress.js';
import { dayAt } from '#node/college/local-time.js';
import { cellsIn } from './cells.js';
import { CollegeDatabase, holdFirst } from './college-database.js';
import { ExitCode } from './exit-code.js';
import { type CsvFile, csvFile } from './file/csv-file.js';
import { readBytes } from './file/read-bytes.js';
import { ImportFailure } from './import-failure.js';
import type { ImportKind, Prepared } from './import-kind.js';
import { missingColumns } from './missing-columns.js';
import type { Problem } from './problem.js';
import { type RowsRead, brokenRows, readRows } from './read-rows.js';
import { type DatabaseHints, whichDatabase } from './which-database.js';
import { type ImportWords, importWordsIn } from './words/words.js';

export interface ImportOptions {
  readonly environment: CliEnvironment;
  readonly what: 'volunteers' | 'events';
  readonly file: string;
  readonly database: DatabaseHints;
  readonly dryRun: boolean;
  /** Name every problem, however many. */
  readonly all: boolean;
  readonly ignoreUnknown: boolean;
}

/** Problems that are named where nobody asked for all: a screenful or two. */
const SHOWN = 50;

/** Imports a file, wholly or not at all, and tells of it. */
export async function runImport<Row>(kind: ImportKind<Row>, options: ImportOptions): Promise<ExitCode> {
  const words = importWordsIn(options.environment.language);
  const progress = new Progress(process.stdout, options.environment.language);
  progress.line(progress.bold(words.titles[options.what](options.file)));
  try {
    return await new FileImport(kind, options, words, progress).run();
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    progress.abandon();
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

class FileImport<Row> {
  private readonly now = new Date();

  constructor(
    private readonly kind: ImportKind<Row>,
    private readonly options: ImportOptions,
    private readonly words: ImportWords,
    private readonly progress: Progress,
  ) {}

  async run(): Promise<ExitCode> {
    const file = await this.readFile();
    const headerProblems = [...file.problems, ...missingColumns(this.kind, file.header, this.words)];
    if (headerProblems.length > 0) return this.refuse(headerProblems);
    const database = await this.openDatabase();
    try {
      const read = this.readRows(file, database);
      const prepared = await this.import(read, database);
      const problems = [...read.problems, ...prepared.problems];
      if (problems.length > 0) return this.refuse(this.labelled(problems, file));
      this.conclude(prepared, file);
      return ExitCode.DONE;
    } finally {
      await database.close();
    }
  }

  private async readFile(): Promise<CsvFile> {
    const step = this.progress.step(this.words.steps.file);
    const bytes = await readBytes(this.options.file, this.words.file);
    const file = csvFile(this.options.file, bytes, { columns: this.kind.columns, leaveUnknown: this.options.ignoreUnknown, words: this.words });
    step.done(this.words.steps.fileRead(file, file.rows.length + file.broken.length));
    if (file.header.unread.length > 0) this.progress.line(`    ${this.words.unread(file.header.unread)}`);
    return file;
  }

  private async openDatabase(): Promise<CollegeDatabase> {
    const step = this.progress.step(this.words.steps.database);
    const chosen = await whichDatabase(this.options.database, this.words.database);
    const database = await CollegeDatabase.open(chosen, this.words.database);
    step.done(this.words.steps.databaseOpen(database.college.code, database.address));
    return database;
  }

  private readRows({ rows, broken, header }: CsvFile, { college }: CollegeDatabase): RowsRead<Row> {
    const { words, kind } = this;
    const step = this.progress.step(words.steps.check);
    const schema: z.ZodType<Row> = kind.schema({
      cells: cellsIn(words.cells),
      college,
      now: this.now,
      today: dayAt(this.now, college.timeZone),
      words,
      has: (column) => header.has(column),
    });
    const read = readRows(rows, header, schema, words.rows, (count) => step.at(words.steps.checked(count, rows.length)));
    const problems = [...read.problems, ...brokenRows(broken, header, words.rows), ...kind.repeats(read.rows, words)];
    if (problems.length === 0) step.done(words.steps.allRight);
    return { rows: read.rows, problems };
  }

  /** Rows that can be read are compared with the database even where others cannot: whoever corrects the file hears of all problems at once. */
  private import({ rows, problems }: RowsRead<Row>, database: CollegeDatabase): Promise<Prepared> {
    const { words, progress } = this;
    const bad = new Set(problems.map(({ line }) => line));
    const good = rows.filter(({ line }) => !bad.has(line));
    return database.import(
      async (tx, held) => {
        const step = progress.step(words.steps.compare);
        const changes = await this.kind.prepare(good, { tx, college: database.college, now: this.now, words });
        if (problems.length > 0 || changes.problems.length > 0) return changes;
        if (!this.options.dryRun && !held) holdFirst(changes.hangsOn);
        step.done(words.steps.compared);
        if (!this.options.dryRun) await this.writeChanges(changes);
        return changes;
      },
      () => progress.line(`  ${words.steps.waiting}`),
    );
  }

  private async writeChanges(changes: Prepared): Promise<void> {
    const { steps } = this.words;
    const all = changes.added + changes.updated;
    if (all === 0) return changes.write(() => undefined); // what the file says is noted even where it changes nothing
    const step = this.progress.step(steps.write);
    let done = 0;
    await changes.write((rows) => step.at(steps.written((done += rows), all)));
    step.done(steps.written(all, all));
  }

  private conclude(prepared: Prepared, file: CsvFile): void {
    const { words, progress } = this;
    progress.line('');
    for (const remark of prepared.remarks) progress.line(remark);
    progress.line(this.options.dryRun ? words.wouldDo(prepared) : words.done(prepared));
    this.tellLeft(this.labelled(prepared.left, file));
    progress.line(this.options.dryRun ? words.next.dryRun : words.next[this.options.what]);
  }

  private tellLeft(left: readonly Problem[]): void {
    if (left.length === 0) return;
    const { words, options } = this;
    const shown = options.all ? left : left.slice(0, SHOWN);
    this.progress.line(words.left(new Set(left.map(({ line }) => line)).size));
    for (const { line, column, reason } of shown) this.progress.line(`  ${words.problem(line, column, reason)}`);
    if (shown.length < left.length) this.progress.line(`  ${words.moreProblems(shown.length, left.length)}`);
  }

  /** In the order of the file, with columns as the file itself calls them. */
  private labelled(problems: readonly Problem[], { header }: CsvFile): Problem[] {
    const place = ({ column }: Problem): number => (column === null ? -1 : header.keys.indexOf(column));
    const labelOf = (column: string): string => (header.has(column) ? header.label(column) : this.ownName(column));
    return [...problems]
      .sort((one, other) => one.line - other.line || place(one) - place(other))
      .map((problem) => ({ ...problem, column: problem.column === null ? null : labelOf(problem.column) }));
  }

  private ownName(key: string): string {
    return this.kind.columns.find((column) => column.key === key)?.[this.words.language][0] ?? key;
  }

  private refuse(problems: readonly Problem[]): ExitCode {
    const { words, options } = this;
    const shown = options.all ? problems : problems.slice(0, SHOWN);
    this.progress.abandon();
    const lines = shown.map(({ line, column, reason }) => words.problem(line, column, reason));
    if (shown.length < problems.length) lines.push(words.moreProblems(shown.length, problems.length));
    lines.push('', words.foundProblems(problems.length, new Set(problems.map(({ line }) => line)).size), words.next.problems);
    process.stderr.write(`${lines.join('\n')}\n`);
    return ExitCode.BAD_FILE;
  }
}
