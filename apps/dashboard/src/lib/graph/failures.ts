/** What a GraphQL error says besides its message, when the gateway tells which college it is about. */
interface GraphError {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A college that a part of an answer lacks, and the error code that says why. */
export interface Missing {
  readonly code: string;
  readonly reason: string;
}

/** An answer's coverage, as far as the page reads it. */
interface Coverage {
  readonly missing: readonly { readonly college: { readonly code: string }; readonly reason: string }[];
}

/** Codes by which a gateway says that a node, and not the question, is the trouble. */
const nodeFailures: ReadonlySet<string> = new Set(['NODE_UNAVAILABLE', 'NODE_TIMEOUT', 'NODE_BAD_ANSWER', 'BUSY']);

/** The colleges that errors name as not answering; other errors (a field refused, an old contract) are not about that. */
export function failedColleges(errors: readonly GraphError[]): Missing[] {
  return errors.flatMap(({ extensions }) => {
    const { code, college } = extensions ?? {};
    return typeof code === 'string' && typeof college === 'string' && nodeFailures.has(code) ? [{ code: college, reason: code }] : [];
  });
}

/** The colleges without an answer, once each: those that coverage names (a suppressed one did answer), and those that errors name. */
export function unansweredColleges(coverage: Coverage | undefined, errors: readonly GraphError[]): Missing[] {
  const named = (coverage?.missing ?? []).map(({ college, reason }) => ({ code: college.code, reason }));
  return onceEach([...named.filter(({ reason }) => reason !== 'SUPPRESSED'), ...failedColleges(errors)]);
}

/** Every college once, with the first reason given. */
export function onceEach(missing: readonly Missing[]): Missing[] {
  return missing.filter(({ code }, index) => missing.findIndex((other) => other.code === code) === index);
}
