import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { allHold, fragmentsOf, partsOf } from '../college/document-parts.js';
import type { Variables } from '../college/graph-context.js';

/** A document of one operation. */
export interface Selected {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Stands where nothing is asked for: a selection set may not be empty. */
const NOTHING: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'skip' },
      arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: { kind: Kind.BOOLEAN, value: true } }],
    },
  ],
};

const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';

/** The variables that decide what an operation asks for; null where nothing does. */
export function decidingVariables(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] | null {
  const conditions: DirectiveNode[] = [];
  for (const part of partsOf(document, operation)) {
    visit(part, {
      Directive: (directive) => {
        if (isCondition(directive)) conditions.push(directive);
      },
    });
  }
  if (conditions.length === 0) return null;
  const deciding = conditions.flatMap((condition) => condition.arguments ?? []).map(({ value }) => value);
  return [...new Set(deciding.flatMap((value) => (value.kind === Kind.VARIABLE ? value.name.value : [])))];
}

/**
 * An operation with its conditions decided (GraphQL §3.13.1, §3.13.2): whatever is skipped is not in it, and nothing else is changed.
 * @param variables as they are coerced, with their defaults
 */
export function selected(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Selected {
  const given = fragmentsOf(document);
  const fragments = new Map<string, FragmentDefinitionNode | null>();

  const fragment = (name: string): FragmentDefinitionNode | null => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    const definition = given.get(name);
    const selectionSet = definition && within(definition.selectionSet);
    const decided = definition && selectionSet ? { ...definition, selectionSet } : null;
    fragments.set(name, decided);
    return decided;
  };

  const within = (selectionSet: SelectionSetNode): SelectionSetNode | null => {
    const selections = selectionSet.selections.flatMap((selection) => decided(selection) ?? []);
    return selections.length > 0 ? { ...selectionSet, selections } : null;
  };

  const orNothing = (selectionSet: SelectionSetNode): SelectionSetNode => within(selectionSet) ?? { ...selectionSet, selections: [NOTHING] };

  const decided = (selection: SelectionNode): SelectionNode | null => {
    if (!allHold(selection.directives ?? [], variables)) return null;
    const directives = selection.directives?.filter((directive) => !isCondition(directive));
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragment(selection.name.value) && { ...selection, directives };
    if (selection.kind === Kind.FIELD) return { ...selection, directives, ...(selection.selectionSet && { selectionSet: orNothing(selection.selectionSet) }) };
    const selectionSet = within(selection.selectionSet);
    return selectionSet && { ...selection, directives, selectionSet };
  };

  const decidedOperation = { ...operation, selectionSet: orNothing(operation.selectionSet) };
  const kept = [...fragments.values()].filter((definition) => definition !== null);
  return { document: { ...document, definitions: [decidedOperation, ...kept] }, operation: decidedOperation };
}
