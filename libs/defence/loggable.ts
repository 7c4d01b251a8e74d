/**
 * What the log may hold of an error. PostgreSQL's sentences quote values out of rows and out of what people typed, so its
 * code, table and constraint stand in their place.
 */
export function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: `Something of the type ${typeof error} was thrown.` };
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  if (!isOfPostgres(error)) return { error: `${error.name}: ${error.message}`, stack };
  const { code, table, constraint } = error;
  return { error: `${error.name}: PostgreSQL says ${code}`, ...(table && { table }), ...(constraint && { constraint }), stack };
}

interface PostgresError extends Error {
  readonly code: string;
  readonly table?: string;
  readonly constraint?: string;
}

/** A SQLSTATE is five of these; Node.js's own codes are words. */
function isOfPostgres(error: Error): error is PostgresError {
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}
