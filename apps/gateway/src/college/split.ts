import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  parse,
  print,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { allHold, defaultsOf, fragmentsOf, operationOf } from './document-parts.js';
import { withoutUnusedVariables } from './skew.js';
import type { Variables } from './graph-context.js';

/** By text: what is made of a document takes some thirty times its size, and a client may send long ones for ever. */
const REMEMBERED_CHARACTERS = 2 ** 20;
const REMEMBERED_PARTS = 50;

/** One root field of an operation, under the name that its answer goes by. */
export interface RootField {
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
  /** Everywhere it stands; more than once where a client asks for parts of it behind conditions of their own. */
  readonly places: readonly Place[];
}

/** Where a field stands at the root: by itself, or inside inline fragments whose conditions it hangs on. */
interface Place {
  readonly index: number;
  readonly node: FieldNode;
  readonly selection: SelectionNode;
  readonly conditions: readonly DirectiveNode[];
}

/** An operation with some of the root fields, and only the fragments and variables that they use. */
export interface Part {
  readonly document: string;
  /** Names of its variables. */
  readonly names: ReadonlySet<string>;
}

/** An operation of the planner's, which can be cut by root field. */
export class Splittable {
  private readonly operation: OperationDefinitionNode;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly places: readonly Place[];
  private readonly defaults: Variables;
  private readonly parts = new LRUCache<string, Part>({ max: REMEMBERED_PARTS });

  constructor(
    readonly text: string,
    document: DocumentNode,
  ) {
    this.operation = operationOf(document);
    this.fragments = fragmentsOf(document);
    this.defaults = defaultsOf(this.operation);
    this.places = this.placesIn(this.operation.selectionSet.selections, [], (selection) => selection).map((place, index) => ({
      ...place,
      index,
    }));
    this.parts.set(keyOf(this.places), { document: text, names: variableNames(this.operation) });
  }

  get type(): OperationTypeNode {
    return this.operation.operation;
  }

  get isMutation(): boolean {
    return this.type === OperationTypeNode.MUTATION;
  }

  /** The root fields that this request asks for, in document order: what is skipped must not even be routed. */
  rootFields(variables: Variables): RootField[] {
    const given = { ...this.defaults, ...variables };
    const fields = new Map<string, RootField>();
    for (const place of this.places) {
      if (!allHold(place.conditions, given)) continue;
      const { node } = place;
      const key = nameInAnswer(node);
      fields.set(key, { key, name: node.name.value, node, places: [...(fields.get(key)?.places ?? []), place] });
    }
    return [...fields.values()];
  }

  /** The operation with these of its root fields alone. */
  only(fields: readonly RootField[]): Part {
    const places = fields.flatMap((field) => field.places);
    const key = keyOf(places);
    const known = this.parts.get(key);
    if (known) return known;
    const part = this.cut(places);
    this.parts.set(key, part);
    return part;
  }

  /**
   * The value of a root field's argument: a literal, a client's variable or the variable's default.
   * @param path the argument's name, and with dots between them those of input fields inside it: `input.eventId`
   */
  argument({ node }: RootField, path: string, variables: Variables): unknown {
    const [name, ...inside] = path.split('.');
    const literal = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value: unknown = literal && valueFromASTUntyped(literal, { ...this.defaults, ...variables });
    return inside.reduce<unknown>((outer, step) => (isObject(outer) ? outer[step] : undefined), value);
  }

  /** Under which names an entity fetch with these variables asks for fields of that type. */
  entityKeys(typename: string, variables: Variables): readonly string[] {
    const [entities] = this.places;
    return [...new Set(this.keysOn(typename, entities?.node.selectionSet, { ...this.defaults, ...variables }))];
  }

  private keysOn(typename: string, selectionSet: SelectionSetNode | undefined, given: Variables): string[] {
    return (selectionSet?.selections ?? []).flatMap((selection) => {
      if (!allHold(selection.directives ?? [], given)) return [];
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [nameInAnswer(selection)];
      const fragment = this.fragmentOf(selection);
      const condition = fragment?.typeCondition?.name.value;
      return condition === undefined || condition === typename ? this.keysOn(typename, fragment?.selectionSet, given) : [];
    });
  }

  private placesIn(
    selections: readonly SelectionNode[],
    conditions: readonly DirectiveNode[],
    wrap: (within: SelectionNode) => SelectionNode,
  ): Omit<Place, 'index'>[] {
    return selections.flatMap((selection) => {
      const all = [...conditions, ...(selection.directives ?? [])];
      if (selection.kind === Kind.FIELD) return [{ node: selection, selection: wrap(selection), conditions: all }];
      const { directives } = selection;
      return this.placesIn(this.fragmentOf(selection)?.selectionSet.selections ?? [], all, (within) =>
        wrap({ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: { kind: Kind.SELECTION_SET, selections: [within] } }),
      );
    });
  }

  private fragmentOf(selection: InlineFragmentNode | FragmentSpreadNode): InlineFragmentNode | FragmentDefinitionNode | undefined {
    return selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
  }

  private cut(places: readonly Place[]): Part {
    const operation: OperationDefinitionNode = {
      ...this.operation,
      selectionSet: { kind: Kind.SELECTION_SET, selections: places.map(({ selection }) => selection) },
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

function keyOf(places: readonly Place[]): string {
  return places.map(({ index }) => index).join();
}

function nameInAnswer({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function variableNames({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlySet<string> {
  return new Set(variableDefinitions.map(({ variable }) => variable.name.value));
}

/** Operations by their text, parsed once. */
export class Splittables {
  private readonly known = new LRUCache<string, Splittable>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_splittable, text) => text.length,
  });

  of(text: string): Splittable {
    const known = this.known.get(text);
    if (known) return known;
    const splittable = new Splittable(text, parse(text, { noLocation: true }));
    this.known.set(text, splittable);
    return splittable;
  }
}
