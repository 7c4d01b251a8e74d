import { GraphQLError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';

/** A college as `network` passes it on: the code alone, from which its resolvers read the roster. */
export interface CollegeRef {
  readonly __typename: 'College';
  readonly code: string;
}

/** Who answered a question that was put to many colleges, and who did not, with the error's code. */
export interface Coverage {
  readonly answered: readonly CollegeRef[];
  readonly missing: readonly { readonly college: CollegeRef; readonly reason: string }[];
}

export function collegeRef(code: string): CollegeRef {
  return { __typename: 'College', code };
}

/** Keeps count of who answered. A college that failed once is missing, whatever else it answered. */
export class CoverageTally {
  private readonly answered = new Set<string>();
  private readonly missing = new Map<string, string>();
  private refusal: string | undefined;

  answer(college: string): void {
    this.answered.add(college);
  }

  fail(college: string, reason: string | undefined, message?: string): void {
    this.missing.set(college, reason ?? ErrorCode.NODE_BAD_ANSWER);
    if (reason === ErrorCode.BAD_USER_INPUT) this.refusal ??= message;
  }

  /**
   * What every college that was asked refuses is the client's mistake, and no college's failure to answer. One that refuses
   * while others answer stays missing, or it could take their answers away; where it alone was asked, its word is all there is.
   * A list cannot be null, so the whole answer goes with what is thrown here, whatever stands beside.
   * @throws GraphQLError with a node's own sentence
   */
  throwWhatAllRefused(): void {
    const reasons = [...this.missing.values()];
    if (this.refusal === undefined || this.answered.size > 0 || reasons.some((reason) => reason !== ErrorCode.BAD_USER_INPUT)) return;
    throw new GraphQLError(this.refusal, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
  }

  /** Colleges by code, so that the same facts give the same answer. */
  result(): Coverage {
    const answered = [...this.answered].filter((code) => !this.missing.has(code)).sort();
    const missing = [...this.missing].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      answered: answered.map(collegeRef),
      missing: missing.map(([code, reason]) => ({ college: collegeRef(code), reason })),
    };
  }
}
