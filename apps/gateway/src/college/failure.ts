import { ErrorCode } from '#contract/error-codes.js';
import type { NodeError, Path } from './graph-context.js';

/** A call that brought no answer. */
export class NodeFailure extends Error {
  /** @param told what a client is told of it, in the place of what is said of every such failure; begins with the node */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly told?: string,
  ) {
    super(message);
    this.name = 'NodeFailure';
  }
}

/** A call that the node had no fair chance to answer: others used up its time, or too many stand before it. It says nothing of the node. */
export class NotAsked extends NodeFailure {}

/** An answer that was cut off: whoever asks decides how much that is, so it says nothing of the node. */
export class AskedTooMuch extends NodeFailure {
  constructor(message: string) {
    super(ErrorCode.NODE_BAD_ANSWER, message, 'has more to say to this than is taken of one answer: ask for less at once');
  }
}

const SENTENCES: Partial<Record<ErrorCode, (college: string) => string>> = {
  NODE_UNAVAILABLE: (college) => `The node of ${college} cannot be reached.`,
  NODE_TIMEOUT: (college) => `The node of ${college} did not answer in time.`,
  NODE_BAD_ANSWER: (college) => `The node of ${college} gave an answer that cannot be used.`,
  CONTRACT_SKEW: (college) => `The node of ${college} serves another version of the contract, without this.`,
  NOT_FOUND: () => 'There is nothing with this id, or you may not see it.',
  UNAUTHENTICATED: (college) => `The node of ${college} does not accept this token.`,
};

/** An error in the place of what a call did not bring. */
export function failureError({ code, told }: NodeFailure, college: string): NodeError {
  return nodeError(code, college, [], told === undefined ? undefined : `The node of ${college} ${told}.`);
}

/** An error that the gateway itself gives for a node, at one place. */
export function nodeError(code: ErrorCode, college: string, path: Path, message?: string): NodeError {
  return { message: message ?? SENTENCES[code]?.(college) ?? 'This failed.', path, extensions: { code, college } };
}
