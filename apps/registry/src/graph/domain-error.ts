import { IntrinsicException } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import type { Refusal } from '#membership/refusals.js';

/** A "no" with a stable code and a sentence for people. Nest keeps it out of the error log: nothing broke. */
export class DomainError extends IntrinsicException {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Said to a machine, which tells its people in their language. */
    readonly reason?: Refusal,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** @param what completes «Only …»: who may, and what */
export function forbidden(what: string): DomainError {
  return new DomainError(ErrorCode.FORBIDDEN, `Only ${what}.`);
}

/** @param sentence says what cannot be, and what to do */
export function badInput(sentence: string, reason?: Refusal): DomainError {
  return new DomainError(ErrorCode.BAD_USER_INPUT, sentence, reason);
}

/** @param sentence says of what, and until when to wait */
export function tooMuch(sentence: string): DomainError {
  return new DomainError(ErrorCode.RATE_LIMITED, sentence);
}

export function noSuchCollege(code: string): DomainError {
  return new DomainError(ErrorCode.NOT_FOUND, `No college "${code.slice(0, 20)}" has joined or is on the network. The list of invitations names those that were asked.`);
}
