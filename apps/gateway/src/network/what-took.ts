import type { NodeError } from '../college/graph-context.js';

/**
 * The error for which something of an answer is not there, out of all that the answer holds: one that stands in a part which
 * could have been null by itself has not taken the whole, wherever it comes in the list.
 */
export function whatTook(errors: readonly NodeError[], isOfAPart: (error: NodeError) => boolean): NodeError | undefined {
  return errors.find((error) => !isOfAPart(error)) ?? errors[0];
}
