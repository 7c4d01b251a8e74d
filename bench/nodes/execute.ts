import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, parse, valueFromASTUntyped } from 'graphql';
import type { GraphObject } from './node-graph.js';

type Variables = Readonly<Record<string, unknown>>;

export interface GraphRequest {
  readonly query: string;
  readonly variables?: Variables | null;
}

/** Executes a query on objects, without a schema: what a gateway sends has been validated by the gateway. */
export function execute(root: GraphObject, { query, variables }: GraphRequest): { readonly data: unknown } {
  const { definitions } = parse(query, { noLocation: true });
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The document holds no operation.');
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const execution = new Execution(new Map(fragments.map((fragment) => [fragment.name.value, fragment])), {
    ...Object.fromEntries(defaults),
    ...variables,
  });
  return { data: execution.select(root, [operation.selectionSet]) };
}

class Execution {
  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  select(source: GraphObject, sets: readonly SelectionSetNode[]): Record<string, unknown> {
    const asked = new Map<string, FieldNode[]>();
    for (const set of sets) this.collect(source, set, asked);
    const result: Record<string, unknown> = {};
    for (const [key, nodes] of asked) result[key] = this.field(source, nodes);
    return result;
  }

  private collect(source: GraphObject, { selections }: SelectionSetNode, asked: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        asked.set(key, [...(asked.get(key) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (fragment && applies(source, fragment.typeCondition?.name.value)) this.collect(source, fragment.selectionSet, asked);
    }
  }

  private field(source: GraphObject, nodes: readonly FieldNode[]): unknown {
    const [node] = nodes;
    const value: unknown = source[node?.name.value ?? ''];
    const given: unknown = isResolver(value) ? value(this.argumentsOf(node)) : value;
    return this.complete(given, nodes.flatMap(({ selectionSet }) => selectionSet ?? []));
  }

  private complete(value: unknown, sets: readonly SelectionSetNode[]): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((item: unknown) => this.complete(item, sets));
    return sets.length > 0 ? this.select(value as GraphObject, sets) : value;
  }

  private argumentsOf(node: FieldNode | undefined): Variables {
    const given = (node?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, this.variables)] as const);
    return Object.fromEntries(given);
  }
}

function isResolver(value: unknown): value is (asked: Variables) => unknown {
  return typeof value === 'function';
}

/** Interfaces are named as the ends of the types that implement them: `Event` of `C001Event`; but for one. */
function applies(source: GraphObject, condition: string | undefined): boolean {
  const end = condition === 'Participant' ? 'Volunteer' : condition;
  return end === undefined || String(source['__typename']).endsWith(end);
}
