import { lineOf } from '#node/graph/input-text.js';

/** Whether a text, which can be kept otherwise, has nothing in it that anybody sees: the node takes none that has not. */
export function showsNothing(text: string): boolean {
  try {
    lineOf(text, 'cell', Infinity);
    return false;
  } catch {
    return true;
  }
}
