import { type DocumentNode, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql';
import { decodeCursor } from '#contract/event-key.js';
import { partsOf } from '../college/document-parts.js';

/** Every list of the graph takes its cursor in an argument of this name. */
const CURSOR_ARGUMENT = 'after';

/** What stands where cursors stand, by operation: Apollo Server keeps parsed documents. */
const known = new WeakMap<OperationDefinitionNode, readonly ValueNode[]>();

/** Whether something stands for a cursor that no list of the graph gave. */
export function hasBadCursor(document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return cursorsOf(document, operation).some((value) => {
    const text = value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.STRING ? value.value : null;
    return typeof text === 'string' && decodeCursor(text) === '';
  });
}

function cursorsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly ValueNode[] {
  const found = known.get(operation);
  if (found) return found;
  const cursors: ValueNode[] = [];
  for (const part of partsOf(document, operation)) {
    visit(part, {
      Argument: ({ name, value }) => {
        if (name.value === CURSOR_ARGUMENT) cursors.push(value);
      },
    });
  }
  known.set(operation, cursors);
  return cursors;
}
