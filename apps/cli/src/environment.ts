import { z } from 'zod';

const shape = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'a connection string, postgres://user@host:port/database' }).optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
});

/** What every child process may know of our environment; the rest it is told by name. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'RATE_LIMIT', 'COLLEGE_RATE_LIMIT', 'PARTICIPATION_APPROVAL'] as const;

export type Language = 'en' | 'ru';

/** What a command knows of where it runs; read once, in main.ts. */
export interface CliEnvironment {
  /** The folder that holds package.json. */
  readonly root: string;
  /** A PostgreSQL of one's own; wins over the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly language: Language;
  /** Whether npm stands between us and the terminal. */
  readonly underNpm: boolean;
  readonly passedOn: Readonly<Record<string, string>>;
}

/**
 * Reads the environment.
 * @throws Error naming every problem at once, and no value
 */
export function cliEnvironment(variables: Readonly<Record<string, string | undefined>>, root: string): CliEnvironment {
  const parsed = shape.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Please fix the environment:\n${problems.join('\n')}`);
  }
  const { DATABASE_URL, LC_ALL, LC_MESSAGES, LANG, npm_lifecycle_event } = parsed.data;
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.freeze({
    root,
    databaseUrl: DATABASE_URL,
    language: (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').startsWith('ru') ? 'ru' : 'en',
    underNpm: npm_lifecycle_event !== undefined,
    passedOn: Object.fromEntries(passedOn),
  });
}
