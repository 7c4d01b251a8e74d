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

  answer(college: string): void {
    this.answered.add(college);
  }

  fail(college: string, reason: string | undefined): void {
    this.missing.set(college, reason ?? ErrorCode.NODE_BAD_ANSWER);
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
