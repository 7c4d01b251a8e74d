import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql';
import { decodeCursor } from '#contract/event-key.js';
import { fragmentsOf } from '../college/document-parts.js';

/** Every list of the graph takes its cursor in an argument of this name. */
const CURSOR_ARGUMENT = 'after';

/** What stands where cursors stand, by operation: Apollo Server keeps parsed documents. */
const known = new WeakMap<OperationDefinitionNode, readonly ValueNode[]>();

/**
 * Whether something stands for a cursor that no list of the graph gave. Other operations of the document do not count: their
 * variables may have the same names, and stand for something else.
 */
export function hasBadCursor(document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return cursorsOf(document, operation).some((value) => {
    const text = value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.STRING ? value.value : null;
    return typeof text === 'string' && decodeCursor(text) === '';
  });
}

function cursorsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly ValueNode[] {
  const found = known.get(operation);
  if (found) return found;
  const fragments = fragmentsOf(document);
  const spread = new Set<FragmentDefinitionNode>();
  const cursors: ValueNode[] = [];
  const collect = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      Argument: ({ name, value }) => {
        if (name.value === CURSOR_ARGUMENT) cursors.push(value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment) spread.add(fragment);
      },
    });
  };
  collect(operation);
  for (const fragment of spread) collect(fragment); // A set goes on to what is added meanwhile.
  known.set(operation, cursors);
  return cursors;
}
