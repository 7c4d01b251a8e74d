import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  parse,
  print,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { fragmentsOf, operationOf } from './operation.js';
import { withoutUnusedVariables } from './skew.js';
import type { Variables } from './graph-context.js';

const REMEMBERED_DOCUMENTS = 1_000;
const REMEMBERED_PARTS = 50;

/** One root field of an operation, with the name that its answer goes under. */
export interface RootField {
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
  /** The root selection that holds it: itself, or the inline fragment whose conditions it stands behind. */
  readonly selection: SelectionNode;
}

/** An operation with some of the root fields, and only the fragments and variables that they use. */
export interface Part {
  readonly document: string;
  /** Names of its variables. */
  readonly names: ReadonlySet<string>;
}

/** An operation of the planner's, which can be cut by root field. */
export class Splittable {
  readonly rootFields: readonly RootField[];
  private readonly operation: OperationDefinitionNode;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly parts = new LRUCache<string, Part>({ max: REMEMBERED_PARTS });

  constructor(text: string, document: DocumentNode) {
    this.operation = operationOf(document);
    this.fragments = fragmentsOf(document);
    this.rootFields = this.operation.selectionSet.selections.flatMap((selection) => this.fieldsIn(selection, (within) => within));
    this.parts.set(this.keyOf(this.rootFields), { document: text, names: variableNames(this.operation) });
  }

  get isMutation(): boolean {
    return this.operation.operation === 'mutation';
  }

  /** The operation with these of its root fields alone. */
  only(fields: readonly RootField[]): Part {
    const key = this.keyOf(fields);
    const known = this.parts.get(key);
    if (known) return known;
    const part = this.cut(fields);
    this.parts.set(key, part);
    return part;
  }

  /** The value of a root field's argument: a literal, a client's variable or the variable's default. */
  argument({ node }: RootField, name: string, variables: Variables): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!value) return undefined;
    if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value, variables);
    const variable = value.name.value;
    if (variable in variables) return variables[variable];
    const definition = this.operation.variableDefinitions?.find((candidate) => candidate.variable.name.value === variable);
    return definition?.defaultValue ? valueFromASTUntyped(definition.defaultValue) : undefined;
  }

  private fieldsIn(selection: SelectionNode, wrap: (within: SelectionNode) => SelectionNode): RootField[] {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      return [{ key: selection.alias?.value ?? name, name, node: selection, selection: wrap(selection) }];
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
    return (fragment?.selectionSet.selections ?? []).flatMap((inner) =>
      this.fieldsIn(inner, (within) =>
        wrap({
          kind: Kind.INLINE_FRAGMENT,
          directives: selection.directives ?? [],
          selectionSet: { kind: Kind.SELECTION_SET, selections: [within] },
        }),
      ),
    );
  }

  private keyOf(fields: readonly RootField[]): string {
    return fields.map((field) => this.rootFields.indexOf(field)).join();
  }

  private cut(fields: readonly RootField[]): Part {
    const operation: OperationDefinitionNode = {
      ...this.operation,
      selectionSet: { kind: Kind.SELECTION_SET, selections: fields.map(({ selection }) => selection) },
    };
    const used = this.fragmentsUsedBy(operation, new Set());
    const definitions = [operation, ...[...this.fragments].filter(([name]) => used.has(name)).map(([, fragment]) => fragment)];
    const document = withoutUnusedVariables({ kind: Kind.DOCUMENT, definitions });
    return { document: print(document), names: variableNames(operationOf(document)) };
  }

  private fragmentsUsedBy(node: OperationDefinitionNode | FragmentDefinitionNode, used: Set<string>): Set<string> {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = this.fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.add(name.value);
        this.fragmentsUsedBy(fragment, used);
      },
    });
    return used;
  }
}

function variableNames({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlySet<string> {
  return new Set(variableDefinitions.map(({ variable }) => variable.name.value));
}

/** Operations by their text, parsed once. */
export class Splittables {
  private readonly known = new LRUCache<string, Splittable>({ max: REMEMBERED_DOCUMENTS });

  of(text: string): Splittable {
    const known = this.known.get(text);
    if (known) return known;
    const splittable = new Splittable(text, parse(text, { noLocation: true }));
    this.known.set(text, splittable);
    return splittable;
  }
}
