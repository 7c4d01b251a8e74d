import { QueryRunnerAlreadyReleasedError } from 'typeorm';

const LOST_CODES: ReadonlySet<string> = new Set([
  '25P03', // idle_in_transaction_session_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '08003', // connection_does_not_exist
  '08006', // connection_failure
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What pg's client says, without a code, of a connection that broke under a query, or before it. */
const LOST_MESSAGES: ReadonlySet<string> = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

/** Whether an error says that the connection to the database broke: before a query that was not sent any more, or under one that was. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof QueryRunnerAlreadyReleasedError || LOST_CODES.has(code) || LOST_MESSAGES.has(error.message);
}
