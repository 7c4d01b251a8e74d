import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { CollegeEntity } from '#node/college/college.entity.js';
import { createDataSource } from '#node/database/data-source.js';
import { isLost } from '#node/database/lost-connection.js';
import { reasonOf } from '#migrations/reason.js';
import { ExitCode } from './exit-code.js';
import { ImportFailure } from './import-failure.js';
import { type ChosenDatabase, addressOf } from './which-database.js';
import type { DatabaseWords } from './words/words.js';

/** Any number that nothing else in the database locks on: «impo» in ASCII. */
const IMPORT_LOCK = 1_768_779_887;

const STATEMENT_TIMEOUT_MS = 60_000;
const CONNECT_WITHIN_MS = 10_000;
const LOCK_WITHIN_MS = 5_000;
/** A machine that sleeps, or is gone, with a transaction open lets others go on after it: what it holds is let go, and nothing was written. */
const SILENT_FOR_MS = 15_000;

/** What PostgreSQL says when somebody else has changed the same rows in between: the same again will go well. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['23505', '40001', '40P01', '55P03']);
const TRIES = 3;

const TIMED_OUT = '57014';

/** What it says of tables and columns that are not there. */
const NOT_READY: ReadonlySet<string> = new Set(['42P01', '42703']);

type Work<Result> = (tx: EntityManager, held: boolean) => Promise<Result>;

/** Says that work has to be done anew, with these tables held. */
class HoldFirst extends Error {
  constructor(readonly tables: readonly string[]) {
    super(`Nobody else may write ${tables.join(', ')} meanwhile.`);
  }
}

/** @throws what `CollegeDatabase.import` does the work anew for, where there are such tables */
export function holdFirst(tables: readonly string[]): void {
  if (tables.length > 0) throw new HoldFirst(tables);
}

/** The database of a college that a file is imported into. */
export class CollegeDatabase {
  private constructor(
    private readonly dataSource: DataSource,
    readonly college: CollegeEntity,
    readonly address: string,
    private readonly words: DatabaseWords,
  ) {}

  /** @throws ImportFailure when it cannot be reached, or is not the database of the college that is meant */
  static async open(chosen: ChosenDatabase, words: DatabaseWords): Promise<CollegeDatabase> {
    const address = addressOf(chosen.url);
    const dataSource = createDataSource({ url: chosen.url, poolSize: 1, statementTimeout: STATEMENT_TIMEOUT_MS, acquireTimeout: CONNECT_WITHIN_MS });
    try {
      await dataSource.initialize();
    } catch (error) {
      throw bad(words.unreachable(address, reasonOf(error), chosen.isLocal));
    }
    try {
      return new CollegeDatabase(dataSource, await ownerOf(dataSource, chosen, address, words), address, words);
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  /**
   * Does work that sees to its own transactions.
   * @throws ImportFailure when the database refuses
   */
  async use<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
    return work(this.dataSource).catch((error: unknown) => {
      if (!isOfDatabase(error)) throw error;
      throw bad(NOT_READY.has(codeOf(error)) ? this.words.notReady(this.address) : this.words.failed(reasonOf(error)));
    });
  }

  /**
   * Does work in one transaction, wholly or not at all; imports into one database go one after the other.
   * @param onWaiting another import is at work
   * @param work is done anew, `held`, where it says that nobody else may write some tables meanwhile (`holdFirst`)
   * @throws ImportFailure when the database refuses
   */
  async import<Result>(work: Work<Result>, onWaiting: () => void): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const tried = await runner.manager.query<{ ours: boolean }[]>(`SELECT pg_try_advisory_lock(${IMPORT_LOCK}) AS ours`);
      if (tried[0]?.ours !== true) {
        onWaiting();
        await runner.query(`SELECT pg_advisory_lock(${IMPORT_LOCK})`).catch((error: unknown) => {
          if (codeOf(error) === TIMED_OUT) throw bad(this.words.otherImport);
          throw error;
        });
      }
      try {
        return await attempt(() => this.holding(runner, work));
      } finally {
        await runner.query(`SELECT pg_advisory_unlock(${IMPORT_LOCK})`).catch(() => undefined); // it ends with the connection, too
      }
    } catch (error) {
      if (isLost(error)) throw bad(this.words.lost);
      if (!isOfDatabase(error)) throw error;
      throw bad(NOT_READY.has(codeOf(error)) ? this.words.notReady(this.address) : this.words.failed(reasonOf(error)));
    } finally {
      await runner.release();
    }
  }

  private async holding<Result>(runner: QueryRunner, work: Work<Result>): Promise<Result> {
    return this.inTransaction(runner, (tx) => work(tx, false)).catch((error: unknown) => {
      if (!(error instanceof HoldFirst)) throw error;
      return this.inTransaction(runner, async (tx) => {
        // Before anything is read: what is read is of then. Who is in the way for longer is waited for in between.
        await tx.query(`SET LOCAL lock_timeout = ${LOCK_WITHIN_MS}; LOCK TABLE ${error.tables.join(', ')} IN SHARE MODE; SET LOCAL lock_timeout = 0`);
        return work(tx, true);
      });
    });
  }

  /** What it reads is what it writes over: when the node changes a row in between, PostgreSQL refuses, and we begin again. */
  private async inTransaction<Result>(runner: QueryRunner, work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    await runner.startTransaction('REPEATABLE READ');
    try {
      await runner.query(`SET LOCAL idle_in_transaction_session_timeout = ${SILENT_FOR_MS}`);
      const result = await work(runner.manager);
      await this.commit(runner);
      return result;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined); // a broken connection has done that
      throw error;
    }
  }

  /** A connection that breaks under COMMIT takes with it whether that was done; one that was broken before had nothing to do. */
  private async commit(runner: QueryRunner): Promise<void> {
    await runner.commitTransaction().catch((error: unknown) => {
      throw isLost(error) && !(error instanceof QueryRunnerAlreadyReleasedError) ? bad(this.words.unsure) : error;
    });
  }
}

async function ownerOf(dataSource: DataSource, chosen: ChosenDatabase, address: string, words: DatabaseWords): Promise<CollegeEntity> {
  const owner = await dataSource.manager.findOneBy(CollegeEntity, { onlyOne: true }).catch((error: unknown) => {
    throw bad(NOT_READY.has(codeOf(error)) ? words.notReady(address) : words.failed(reasonOf(error)));
  });
  if (!owner) throw bad(words.ofNobody(address));
  if (chosen.college !== null && chosen.college !== owner.code) throw bad(words.ofAnother(address, owner.code, chosen.college));
  return owner;
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || !TRY_AGAIN.has(codeOf(error))) throw error;
    }
  }
}

/** Not every query that failed says why by a code. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof QueryFailedError || codeOf(error) !== '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function bad(sentence: string): ImportFailure {
  return new ImportFailure(sentence, ExitCode.BAD_DATABASE);
}
