import { type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, valueFromASTUntyped, visit } from 'graphql';
import type { Variables } from './graph-context.js';

/** @throws Error when the document holds no operation, which the gateway's planner never does */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The document holds no operation.');
  return operation;
}

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** An operation and the fragments that it comes to. Other operations of the document may use the same names for something else. */
export function partsOf(document: DocumentNode, operation: OperationDefinitionNode): (OperationDefinitionNode | FragmentDefinitionNode)[] {
  const fragments = fragmentsOf(document);
  const parts = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  for (const part of parts) {
    visit(part, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment) parts.add(fragment); // A set goes on to what is added meanwhile.
      },
    });
  }
  return [...parts];
}

/** What variables are where nobody gives them. */
export function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

/** Whether a selection behind all of these is asked for. */
export function allHold(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every((condition) => holds(condition, variables));
}

/** Whether a selection with this @skip or @include is asked for (GraphQL §3.13.1, §3.13.2). */
function holds({ name, arguments: given = [] }: DirectiveNode, variables: Variables): boolean {
  const condition = given[0] && valueFromASTUntyped(given[0].value, variables);
  return name.value === 'skip' ? condition !== true : name.value !== 'include' || condition === true;
}
