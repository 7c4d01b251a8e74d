import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/** Rows in one statement: PostgreSQL takes 65,535 values at most. */
const CHUNK = 1_000;

/** Adds rows, a thousand at a time. A statement is made while PostgreSQL is at work on the one before, which takes longer. */
export async function insertRows<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntityTarget<Row>,
  rows: QueryDeepPartialEntity<Row>[],
  onWritten: (rows: number) => void,
): Promise<void> {
  let writing = Promise.resolve(0);
  for (const chunk of chunks(rows)) {
    const [statement, values] = tx.createQueryBuilder().insert().into(table).values(chunk).updateEntity(false).getQueryAndParameters();
    onWritten(await writing);
    writing = tx.query(statement, values).then(() => chunk.length);
  }
  onWritten(await writing);
}

/** Adds those of the rows that are not there. */
export async function addRows<Row extends ObjectLiteral>(tx: EntityManager, table: EntityTarget<Row>, rows: QueryDeepPartialEntity<Row>[]): Promise<void> {
  for (const chunk of chunks(rows)) await tx.createQueryBuilder().insert().into(table).values(chunk).orIgnore().execute();
}

/** Writes rows that are there anew, by their id. */
export function updateRows<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntityTarget<Row>,
  rows: QueryDeepPartialEntity<Row>[],
  onWritten: (rows: number) => void,
): Promise<void> {
  return upsertRows(tx, table, rows, ['id'], onWritten);
}

/** Writes rows anew that are there, by these properties, and adds those that are not. */
export async function upsertRows<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntityTarget<Row>,
  rows: QueryDeepPartialEntity<Row>[],
  by: string[],
  onWritten: (rows: number) => void,
): Promise<void> {
  for (const chunk of chunks(rows)) {
    await tx.upsert(table, chunk, by);
    onWritten(chunk.length);
  }
}

function* chunks<Row>(rows: Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
}
