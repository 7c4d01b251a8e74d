import { join, resolve } from 'node:path';
import { type Command, CommanderError } from 'commander';
import type { CliEnvironment } from '../environment.js';
import type { Column } from '../import/column.js';
import { ExitCode } from '../import/exit-code.js';
import { eventColumns } from '../import/events/event-columns.js';
import { volunteerColumns } from '../import/volunteers/volunteer-columns.js';
import { dataFolderAt } from '../local-network/data-folder.js';

interface ImportFlags {
  readonly college?: string;
  readonly database?: string;
  readonly data: string;
  readonly dryRun: boolean;
  readonly all: boolean;
  readonly ignoreUnknown: boolean;
}

/** `dobroset import volunteers|events FILE`: a list from Excel into a college's database. Exit codes are those of `ExitCode`. */
export function registerImport(program: Command, environment: CliEnvironment): void {
  const group = program.command('import').description('Read a list that Excel saved as CSV into a college’s database: all of it, or nothing.');
  // Commander's own code for what was typed wrong is 1, which here says that the file is.
  group.exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.DONE : ExitCode.USAGE));
  registerKind(group, environment, { what: 'volunteers', description: 'Add the college’s volunteers, and bring those who are there up to date.', columns: volunteerColumns });
  registerKind(group, environment, { what: 'events', description: 'Add the college’s events, and bring those that are there up to date.', columns: eventColumns });
}

interface Importable {
  readonly what: 'volunteers' | 'events';
  readonly description: string;
  readonly columns: readonly Column[];
}

function registerKind(group: Command, environment: CliEnvironment, { what, description, columns }: Importable): void {
  group
    .command(what)
    .description(description)
    .argument('<FILE>', 'a CSV file: UTF-8, windows-1251 or UTF-16; cells set apart by ; , or tabs')
    .option('--college <CODE>', 'a college of the local network (npm start)')
    .option('--database <URL>', 'another database: postgres://user@host:port/database; DATABASE_URL where not given')
    .option('--data <FOLDER>', 'where the local network keeps its data', join(environment.root, '.dobroset'))
    .option('--dry-run', 'check everything and say what would change; write nothing', false)
    .option('--all', 'name every problem, however many', false)
    .option('--ignore-unknown', 'leave columns that are not known unread', false)
    .addHelpText('after', () => help(columns, environment.language))
    .action(async (file: string, flags: ImportFlags) => {
      process.exitCode = await importFile(what, file, flags, environment);
    });
}

async function importFile(what: Importable['what'], file: string, flags: ImportFlags, environment: CliEnvironment): Promise<ExitCode> {
  const { college, database, data, dryRun, all, ignoreUnknown } = flags;
  const { runImport } = await import('../import/run.js');
  const options = {
    environment,
    what,
    file,
    dryRun,
    all,
    ignoreUnknown,
    database: { database, college, ofEnvironment: environment.databaseUrl, localDatabases: dataFolderAt(resolve(data)).databases },
  };
  if (what === 'volunteers') return runImport((await import('../import/volunteers/volunteer-import.js')).volunteerImport, options);
  return runImport((await import('../import/events/event-import.js')).eventImport, options);
}

const HELP = {
  en: { columns: 'Columns, by their headers:', codes: 'Exit codes: 0 done; 1 the file has problems, nothing was written; 2 the command was not typed right; 3 the database cannot be used.', more: 'More in docs/import.md.' },
  ru: { columns: 'Столбцы по заголовкам:', codes: 'Коды завершения: 0 – сделано; 1 – в файле ошибки, ничего не записано; 2 – команда набрана неверно; 3 – базу данных использовать нельзя.', more: 'Подробнее – в docs/import.md.' },
} as const;

function help(columns: readonly Column[], language: 'en' | 'ru'): string {
  const width = Math.max(...columns.map(({ ru: [header] }) => header.length));
  const lines = columns.map(({ ru: [header], holds }) => `  ${header.padEnd(width)}  ${holds[language]}`);
  return ['', HELP[language].columns, ...lines, '', HELP[language].codes, HELP[language].more].join('\n');
}
