import { type DocumentNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql';

/**
 * How many fields, fragments, arguments, directives and values a document comes to with its fragments written out wherever
 * they are spread, as a planner does. Each fragment is counted once, so the count takes no longer than reading the document.
 */
export function writtenSize({ definitions }: DocumentNode): number {
  const bodies = new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [])));
  const counted = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0); // what a cycle leads back to; other rules refuse it
    const size = ofSelections(bodies.get(name));
    counted.set(name, size);
    return size;
  };
  const ofSelections = (set: SelectionSetNode | undefined): number => {
    let size = 0;
    for (const selection of set?.selections ?? []) {
      size += 1;
      for (const { arguments: given } of selection.directives ?? []) size += 1 + ofArguments(given);
      if (selection.kind === Kind.FIELD) size += ofArguments(selection.arguments);
      size += selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelections(selection.selectionSet);
    }
    return size;
  };
  return definitions.reduce((size, each) => size + (each.kind === Kind.OPERATION_DEFINITION ? ofSelections(each.selectionSet) : 0), 0);
}

function ofArguments(given: readonly { readonly value: ValueNode }[] | undefined): number {
  return given?.reduce((size, { value }) => size + ofValue(value), 0) ?? 0;
}

function ofValue(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((size, item) => size + ofValue(item), 1);
  if (value.kind === Kind.OBJECT) return 1 + ofArguments(value.fields);
  return 1;
}
