import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { allHold } from './document-parts.js';
import type { Variables } from './graph-context.js';
import { namesAnother, shapeLeaf } from './shape-leaf.js';
import { BROKEN, FOREIGN, type Shape, broken, prepend, shapeList, shapeNonNull, shapeNullable } from './shape-value.js';
import { type Lacking, isLacking } from './skew.js';

/** One place where a field is asked for, and each @include and @skip that it is behind. */
interface Place {
  readonly node: FieldNode;
  readonly conditions: readonly DirectiveNode[];
}

/** What an object is asked for, in one of the places that name it. */
interface Selected {
  readonly selectionSet: SelectionSetNode;
  readonly conditions: readonly DirectiveNode[];
}

/**
 * Compiles selections into functions that copy out of a node's answer what was asked and nothing else, check every value
 * against the contract, and let no row pass whose id is not the node's own. Null propagates as GraphQL has it
 * (§6.4.4): to the nearest place that may be null.
 */
export class ShapeCompiler {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly lacking: Lacking,
  ) {}

  /** The shape of an object of that type. */
  object(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Shape {
    return this.selected(type, selections.map((selectionSet) => ({ selectionSet, conditions: [] })));
  }

  private selected(type: GraphQLObjectType, selections: readonly Selected[]): Shape {
    const asked = new Map<string, Place[]>();
    for (const { selectionSet, conditions } of selections) this.collect(type, selectionSet, conditions, asked);
    const fields = [...asked].map(([key, places]) => this.field(type, key, places));

    return (value, shaping) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return broken(shaping);
      const source = value as Readonly<Record<string, unknown>>;
      const shaped: Record<string, unknown> = {};
      const { flaws } = shaping;
      for (const { key, shape, isAsked, owner, lost } of fields) {
        const raw = Object.hasOwn(source, key) ? source[key] : undefined;
        if (raw === undefined && !isAsked(shaping.variables)) continue;
        if (owner && !owner(raw, shaping.college)) {
          broken(shaping);
          return FOREIGN;
        }
        const before = flaws.length;
        const field = shape(raw, shaping);
        if (flaws.length > before) prepend(flaws, before, key);
        if (field === BROKEN) return lost;
        shaped[key] = field;
      }
      return shaped;
    };
  }

  private field(type: GraphQLObjectType, key: string, places: readonly Place[]) {
    const isAsked = (variables: Variables) => places.some(({ conditions }) => allHold(conditions, variables));
    const name = places[0]?.node.name.value ?? key;
    if (name === '__typename') return { key, shape: shapeTypename(type), isAsked, owner: null, lost: BROKEN };
    const definition = type.getFields()[name];
    if (!definition) throw new Error(`The contract has no field ${type.name}.${name}.`);
    const lacks = places.some(({ node }) => isLacking(this.lacking, type.name, node)) || this.lacking.has(getNamedType(definition.type).name);
    const shape = lacks ? shapeLacking(isNonNullType(definition.type)) : this.output(definition.type, places);
    // A row that names nobody is as lost as a foreign one, and no reason to lose its neighbours.
    return { key, shape, isAsked, owner: ownerOf(type, name), lost: namesAnother(name) ? FOREIGN : BROKEN };
  }

  private output(type: GraphQLOutputType, places: readonly Place[]): Shape {
    return isNonNullType(type) ? shapeNonNull(this.bare(type.ofType, places)) : shapeNullable(this.bare(type, places));
  }

  private bare(type: GraphQLOutputType, places: readonly Place[]): Shape {
    if (isNonNullType(type)) return this.bare(type.ofType, places);
    if (isListType(type)) {
      const item: GraphQLOutputType = type.ofType;
      return isNonNullType(item)
        ? shapeList(this.bare(item.ofType, places), false)
        : shapeList(shapeNullable(this.bare(item, places)), true);
    }
    if (isLeafType(type)) return shapeLeaf(type, places[0]?.node.name.value ?? '');
    const selections = selectionsOf(places);
    if (isObjectType(type)) return this.selected(type, selections);

    const possible = new Map(this.schema.getPossibleTypes(type).map((member) => [member.name, this.selected(member, selections)]));
    return (value, shaping) => {
      const typename = typenameOf(value);
      const shape = possible.get(typename);
      if (shape) return shape(value, shaping);
      // A type that does not stand here yet comes from a node that is ahead, be it new or known from elsewhere.
      return broken(shaping, typename === '' ? ErrorCode.NODE_BAD_ANSWER : ErrorCode.CONTRACT_SKEW);
    };
  }

  private collect(type: GraphQLObjectType, { selections }: SelectionSetNode, conditions: readonly DirectiveNode[], into: Map<string, Place[]>): void {
    for (const selection of selections) {
      const behind = [...conditions, ...(selection.directives ?? [])];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const place = { node: selection, conditions: behind };
        const known = into.get(key);
        if (known) known.push(place);
        else into.set(key, [place]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (fragment && this.applies(type, fragment.typeCondition?.name.value)) {
        this.collect(type, fragment.selectionSet, behind, into);
      }
    }
  }

  private applies(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.schema.getType(condition);
    return isAbstractType(named) && this.schema.isSubType(named, type);
  }
}

/** An object that several places ask for may be there for one of them alone, without what another would have of it. */
function selectionsOf(places: readonly Place[]): Selected[] {
  return places.flatMap(({ node: { selectionSet }, conditions }) => (selectionSet ? [{ selectionSet, conditions }] : []));
}

function shapeLacking(isNonNull: boolean): Shape {
  return (_value, shaping) => {
    const lost = broken(shaping, ErrorCode.CONTRACT_SKEW);
    return isNonNull ? lost : null;
  };
}

/** The type is known from the contract, so what the node says of it counts for nothing. */
function shapeTypename(type: GraphQLObjectType): Shape {
  return () => type.name;
}

/** What is no text names no type; it may not even become one. */
function typenameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && '__typename' in value && typeof value.__typename === 'string' ? value.__typename : '';
}

type Owns = (value: unknown, college: string) => boolean;

const ownsId: Owns = (id, college) => typeof id === 'string' && id.startsWith(college) && id[college.length] === ':';
const ownsCode: Owns = (code, college) => code === college;

/** Every `id` of the contract is a global id of the node's own, and so is the one college that it speaks of. */
function ownerOf(type: GraphQLObjectType, field: string): Owns | null {
  if (field === 'id') return ownsId;
  return type.name === 'College' && field === 'code' ? ownsCode : null;
}
