import { type DocumentNode, Kind, type ValueNode, visit } from 'graphql';
import { decodeCursor } from '#contract/event-key.js';

/** Every list of the graph takes its cursor in an argument of this name. */
const CURSOR_ARGUMENT = 'after';

/** What stands where cursors stand, by document: Apollo Server keeps parsed documents. */
const known = new WeakMap<DocumentNode, readonly ValueNode[]>();

/** Whether something stands for a cursor that no list of the graph gave. */
export function hasBadCursor(document: DocumentNode, variables: Readonly<Record<string, unknown>>): boolean {
  return cursorsOf(document).some((value) => {
    const text = value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.STRING ? value.value : null;
    return typeof text === 'string' && decodeCursor(text) === '';
  });
}

function cursorsOf(document: DocumentNode): readonly ValueNode[] {
  const found = known.get(document);
  if (found) return found;
  const cursors: ValueNode[] = [];
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value === CURSOR_ARGUMENT) cursors.push(value);
    },
  });
  known.set(document, cursors);
  return cursors;
}
