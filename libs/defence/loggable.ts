/** Of these the sentence is ours or the language's own; a library's may quote what people typed and rows hold. */
const PLAIN_SPOKEN: ReadonlySet<unknown> = new Set([Error, TypeError, RangeError, ReferenceError]);

/** What the log may hold of an error: its kind, its place in the code, and nothing of the people whom it was about. */
export function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: `Something of the type ${typeof error} was thrown.` };
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: sentenceOf(error), ...placeInDatabase(error), stack };
}

function sentenceOf(error: Error): string {
  if (hasCode(error)) return `${error.name} ${error.code}`;
  return PLAIN_SPOKEN.has(error.constructor) ? `${error.name}: ${error.message}` : error.name;
}

/** A SQLSTATE, or one of Node.js's own words. */
function hasCode(error: Error): error is Error & { readonly code: string } {
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z_]{5,40}$/.test(error.code);
}

/** The table and the constraint that PostgreSQL names beside its sentence. */
function placeInDatabase(error: object): Readonly<Record<string, unknown>> {
  return {
    ...('table' in error && typeof error.table === 'string' && { table: error.table }),
    ...('constraint' in error && typeof error.constraint === 'string' && { constraint: error.constraint }),
  };
}
