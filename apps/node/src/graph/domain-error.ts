import { IntrinsicException } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';

/** A "no" with a stable code and a sentence for people. Nest keeps it out of the error log: nothing broke. */
export class DomainError extends IntrinsicException {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** There is no such thing here, or the actor may not know of it; both sound the same. */
export function notFound(what: string): DomainError {
  return new DomainError(ErrorCode.NOT_FOUND, `There is no such ${what} at this college.`);
}

/** @param what completes «You may not …» */
export function forbidden(what: string): DomainError {
  return new DomainError(ErrorCode.FORBIDDEN, `You may not ${what}.`);
}

/** @param problem completes «argument …»: «must be …» */
export function badInput(argument: string, problem: string): DomainError {
  return new DomainError(ErrorCode.BAD_USER_INPUT, `${argument}: ${problem}`);
}

/** There is no free database connection, or too much is done here already: the same may be asked again. */
export function busy(): DomainError {
  return new DomainError(ErrorCode.BUSY, 'This college’s node is too busy to answer. Ask again in a few seconds.');
}
