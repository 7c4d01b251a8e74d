import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import { ExitCode } from './exit-code.js';
import { ImportFailure } from './import-failure.js';
import type { DatabaseWords } from './words/words.js';

/** What was typed, and what the environment says. */
export interface DatabaseHints {
  readonly database: string | undefined;
  readonly college: string | undefined;
  /** DATABASE_URL */
  readonly ofEnvironment: string | undefined;
  /** Where `dobroset start` writes its databases' connection strings. */
  readonly localDatabases: string;
}

export interface ChosenDatabase {
  readonly url: string;
  /** The college that it must be of; null where any will do. */
  readonly college: string | null;
  readonly isLocal: boolean;
}

const localDatabasesShape = z.record(z.string().regex(COLLEGE_CODE), z.string().refine(isConnectionString));

/**
 * Finds out which database is meant: `--database` wins; `--college` means that of the local network; then DATABASE_URL.
 * @throws ImportFailure when nothing says, or two things do
 */
export async function whichDatabase({ database, college, ofEnvironment, localDatabases }: DatabaseHints, words: DatabaseWords): Promise<ChosenDatabase> {
  if (college !== undefined && !COLLEGE_CODE.test(college)) throw usage(words.badCode(college));
  if (database !== undefined) {
    if (!isConnectionString(database)) throw usage(words.badUrl('--database'));
    return { url: database, college: college ?? null, isLocal: false };
  }
  if (college === undefined && ofEnvironment !== undefined) return { url: ofEnvironment, college: null, isLocal: false };

  const local = await readLocalDatabases(localDatabases, words);
  const codes = Object.keys(local);
  if (college === undefined) throw usage(words.notSaid(codes));
  const url = Object.hasOwn(local, college) ? local[college] : undefined; // a code may be "constructor"
  if (url !== undefined && ofEnvironment !== undefined && !isSameServer(url, ofEnvironment)) throw usage(words.twoMeant(college, localDatabases));
  if (url !== undefined) return { url, college, isLocal: true };
  if (ofEnvironment !== undefined) return { url: ofEnvironment, college, isLocal: false };
  throw usage(words.unknownCollege(college, localDatabases, codes));
}

/** For people: where a database is, without who may enter it. */
export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function readLocalDatabases(path: string, words: DatabaseWords): Promise<Readonly<Record<string, string>>> {
  const json = await readFile(path, 'utf8').catch(() => null);
  if (json === null) return {};
  const parsed = localDatabasesShape.safeParse(parseJson(json));
  if (!parsed.success) throw usage(words.badFile(path));
  return parsed.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The local network can itself be on the server that DATABASE_URL names. */
function isSameServer(one: string, other: string): boolean {
  return new URL(one).host === new URL(other).host;
}

function isConnectionString(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function usage(sentence: string): ImportFailure {
  return new ImportFailure(sentence, ExitCode.USAGE);
}
