import { z } from 'zod';

const databaseShape = z.url({ protocol: /^postgres(ql)?$/ }).optional();

/** What every child process may know of our environment; the rest it is told by name. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'RATE_LIMIT', 'COLLEGE_RATE_LIMIT', 'PARTICIPATION_APPROVAL'] as const;

const OF_NPM = 'npm_config_';

export type Language = 'en' | 'ru';

const NO_CONNECTION_STRING: Readonly<Record<Language, string>> = {
  en: 'DATABASE_URL is no connection string: it looks like postgres://user@host:port/database.',
  ru: 'DATABASE_URL – не строка подключения: она выглядит так: postgres://user@host:port/database.',
};

/** What a command knows of where it runs; read once, in main.ts. */
export interface CliEnvironment {
  /** The folder that holds package.json. */
  readonly root: string;
  /** A PostgreSQL of one's own; wins over the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly language: Language;
  /** Whether npm stands between us and the terminal. */
  readonly underNpm: boolean;
  /** Options that npm has, by name, where it runs `npm start`: what was typed without a `--`, and what somebody's .npmrc says. */
  readonly keptByNpm: Readonly<Record<string, string>>;
  readonly passedOn: Readonly<Record<string, string>>;
}

/**
 * Reads the environment.
 * @throws Error in a sentence, which names no value
 */
export function cliEnvironment(variables: Readonly<Record<string, string | undefined>>, root: string): CliEnvironment {
  const { LC_ALL, LC_MESSAGES, LANG } = variables;
  const language = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ru') ? 'ru' : 'en';
  const database = databaseShape.safeParse(variables['DATABASE_URL'] || undefined);
  if (!database.success) throw new Error(NO_CONNECTION_STRING[language]);
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.freeze({
    root,
    databaseUrl: database.data,
    language,
    underNpm: Boolean(variables['npm_lifecycle_event']),
    keptByNpm: variables['npm_lifecycle_event'] === 'start' ? npmOptions(variables) : {},
    passedOn: Object.fromEntries(passedOn),
  });
}

/** npm says of an option that is off that it is empty. */
function npmOptions(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const options = Object.entries(variables).flatMap(([name, value]) => (name.startsWith(OF_NPM) && value ? [[name.slice(OF_NPM.length), value] as const] : []));
  return Object.fromEntries(options);
}
