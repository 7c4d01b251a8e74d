const BUSY_CODES: ReadonlySet<string> = new Set([
  '53300', // too_many_connections
  '57014', // query_canceled, by statement_timeout
  '57P01', // admin_shutdown
  '57P03', // cannot_connect_now
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
]);

/** What pg's pool and client say, without a code, of a connection that did not come in time or broke. */
const BUSY_MESSAGES: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'timeout expired',
]);

/** Whether an error says that the database had no connection or no time for us, so that asking again may help. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return BUSY_CODES.has(code) || BUSY_MESSAGES.has(error.message);
}
