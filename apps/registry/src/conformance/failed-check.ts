import type { Finding } from '#membership/findings.js';
import { findingWords } from './finding-words.js';

/** A check that failed, and what was seen. */
export class FailedCheck extends Error {
  readonly about: readonly string[];

  /** @param about what the sentence is about, in the order of `findings.ts` */
  constructor(
    readonly finding: Finding,
    ...about: readonly string[]
  ) {
    super(findingWords[finding](...about));
    this.name = 'FailedCheck';
    this.about = about;
  }
}
