import { type ConstDirectiveNode, Kind, parse } from 'graphql';

/** Federation's FieldSets in an argument of the join directives. */
export function fieldSets(directives: readonly ConstDirectiveNode[], argument: 'key' | 'requires'): string[] {
  return directives.flatMap(({ arguments: given = [] }) =>
    given.flatMap(({ name, value }) => (name.value === argument && value.kind === Kind.STRING ? [value.value] : [])),
  );
}

/** Its fields; what stands inside one is of another type, which no client sees. */
export function namesIn(fieldSet: string): string[] {
  return parse(`{ ${fieldSet} }`, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])) : [],
  );
}
