import { join, resolve } from 'node:path';
import { type Command, CommanderError } from 'commander';
import type { DataSource } from 'typeorm';
import type { CliEnvironment } from '../environment.js';
import { ExitCode } from '../import/exit-code.js';
import { ImportFailure } from '../import/import-failure.js';
import { dataFolderAt } from '../local-network/data-folder.js';
import { type AccountWords, accountWordsIn } from './words.js';

/** Which college's database a command is for. */
export interface DatabaseFlags {
  readonly college?: string;
  readonly database?: string;
  readonly data: string;
}

/** What a command about accounts works with. */
export interface AccountWork {
  readonly dataSource: DataSource;
  readonly college: string;
  readonly words: AccountWords;
  readonly say: (line: string) => void;
}

/** What was asked for cannot be done, in a sentence. Nothing was written. */
export class AccountRefusal extends Error {}

/** A command within a group, with the flags by which every one finds its database; typed wrong, it exits with 2. */
export function accountCommand(group: Command, environment: CliEnvironment, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .option('--college <CODE>', 'a college of the local network (npm start)')
    .option('--database <URL>', 'another database: postgres://user@host:port/database; DATABASE_URL where not given')
    .option('--data <FOLDER>', 'where the local network keeps its data', join(environment.root, '.dobroset'));
}

/** A group of commands; its help ends in the language of the environment. */
export function accountGroup(program: Command, environment: CliEnvironment, name: string, description: string): Command {
  const group = program.command(name).description(description);
  group.exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.DONE : ExitCode.USAGE));
  const more = environment.language === 'ru' ? '\nКоды завершения: 0 – сделано; 1 – сделать нельзя; 2 – команда набрана неверно; 3 – базу данных использовать нельзя.' : '\nExit codes: 0 done; 1 it cannot be done; 2 the command was not typed right; 3 the database cannot be used.';
  return group.addHelpText('after', more);
}

/** Does the work on the database that the flags mean, and sets the exit code. */
export async function onAccounts(environment: CliEnvironment, { college, database, data }: DatabaseFlags, work: (on: AccountWork) => Promise<void>): Promise<void> {
  const [{ CollegeDatabase }, { whichDatabase }, { importWordsIn }] = await Promise.all([
    import('../import/college-database.js'),
    import('../import/which-database.js'),
    import('../import/words/words.js'),
  ]);
  const { database: databaseWords } = importWordsIn(environment.language);
  const hints = { database, college, ofEnvironment: environment.databaseUrl, localDatabases: dataFolderAt(resolve(data)).databases };
  try {
    const opened = await CollegeDatabase.open(await whichDatabase(hints, databaseWords), databaseWords);
    try {
      await opened.use((dataSource) =>
        work({ dataSource, college: opened.college.code, words: accountWordsIn(environment.language), say: (line) => process.stdout.write(`${line}\n`) }),
      );
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof ImportFailure || error instanceof AccountRefusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof ImportFailure ? error.exitCode : ExitCode.BAD_FILE;
  }
}
