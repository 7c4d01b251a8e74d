import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { pageSize } from '#contract/page.js';

/** A list that takes no `first`: as long as a long one of them is. */
const LENGTH_UNSAID = 10;
/** Plain fields that cost what one object does. */
const LEAVES_OF_AN_OBJECT = 10;
/** Fields that take more than to be read, in plain ones: the gateway makes them itself. */
const DEAR: ReadonlyMap<string, number> = new Map([['Practice.bodyHtml', 1_000]]);
/** What it costs to put one question to one college, in objects. */
const ASKING_A_COLLEGE = 2;

/** Lists that are as long as the roster. */
const ROSTER: ReadonlySet<string> = new Set(['Query.colleges', 'Coverage.answered', 'Coverage.missing', 'NetworkFigures.byCollege']);
/** Fields for which every college is asked, whatever is selected of them. */
const ASK_EVERY_COLLEGE: ReadonlySet<string> = new Set(['Query.events', 'Query.practices', 'Query.offers', 'Query.search', 'Offer.matches', 'Network.figures']);

/** What one request comes to, before anybody is asked. */
export interface DocumentCost {
  /** Objects in the answer, as many as there can be of each. */
  readonly objects: number;
  /** Questions that are put to every college. */
  readonly askedOfAll: number;
}

/** Sizes that hang on the request: a variable, or how many colleges there are. */
interface Given {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly colleges: number;
}

type Size = (given: Given) => number;

/** One place of a document where objects stand. */
interface Place {
  /** Of one of these objects, with its plain fields. */
  readonly cost: number;
  readonly asksAll: boolean;
  /** How many there are for one of the object around them. */
  readonly size: Size;
  /** How often what is inside stands for each that is counted. */
  readonly repeats: number;
  readonly inside: readonly Place[];
}

const known = new WeakMap<OperationDefinitionNode, Counter>();

/** Counts what an operation that is valid comes to: its text once, and then its variables. */
export function costOf(operation: OperationDefinitionNode, document: DocumentNode, schema: GraphQLSchema, given: Given): DocumentCost {
  const counted = known.get(operation) ?? new Counter(document, operation, schema);
  known.set(operation, counted);
  return { objects: Math.ceil(sum(counted.places, 1, given)), askedOfAll: counted.askedOfAll };
}

function sum(places: readonly Place[], around: number, given: Given): number {
  let objects = 0;
  for (const { cost, asksAll, size, repeats, inside } of places) {
    const count = around * size(given);
    objects += count * (asksAll ? cost + ASKING_A_COLLEGE * given.colleges : cost);
    if (inside.length > 0) objects += sum(inside, count * repeats, given);
  }
  return objects;
}

const ONE: Size = () => 1;

/** Reads one operation. */
class Counter {
  readonly places: readonly Place[];
  askedOfAll = 0;
  private readonly fragments: ReadonlyMap<string, SelectionSetNode>;
  private readonly conditions: ReadonlyMap<string, string>;

  constructor(
    { definitions }: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly schema: GraphQLSchema,
  ) {
    const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map(({ name, selectionSet }) => [name.value, selectionSet]));
    this.conditions = new Map(fragments.map(({ name, typeCondition }) => [name.value, typeCondition.name.value]));
    const root = schema.getRootType(operation.operation);
    this.places = root ? this.inside(operation.selectionSet, root, null).places : [];
  }

  /** @param page how long a list is that stands right inside of a field that takes `first` */
  private inside({ selections }: SelectionSetNode, type: GraphQLNamedType, page: Size | null): { leaves: number; places: Place[] } {
    const found = { leaves: 0, places: new Array<Place>() };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(type, selection.name.value);
        if (!field) continue; // of introspection
        if (isLeafType(getNamedType(field.type))) found.leaves += DEAR.get(`${type.name}.${field.name}`) ?? 1;
        else found.places.push(this.place(selection, field, `${type.name}.${field.name}`, page));
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      const set = isSpread ? this.fragments.get(selection.name.value) : selection.selectionSet;
      const condition = isSpread ? this.conditions.get(selection.name.value) : selection.typeCondition?.name.value;
      if (!set) continue;
      const within = this.inside(set, this.schema.getType(condition ?? type.name) ?? type, page);
      found.leaves += within.leaves;
      found.places.push(...within.places);
    }
    return found;
  }

  private place(node: FieldNode, field: GraphQLField<unknown, unknown>, coordinate: string, page: Size | null): Place {
    const asksAll = ASK_EVERY_COLLEGE.has(coordinate);
    if (asksAll) this.askedOfAll += 1;
    const isList = isListType(getNullableType(field.type));
    const argument = field.args.find(({ name }) => name === 'first');
    const first = argument ? this.first(node, argument.defaultValue) : null;
    const length = first ?? page ?? (ROSTER.has(coordinate) ? ({ colleges }: Given) => colleges : null);
    const { leaves, places } = node.selectionSet
      ? this.inside(node.selectionSet, getNamedType(field.type), isList ? null : first)
      : { leaves: 0, places: [] };
    return {
      cost: 1 + leaves / LEAVES_OF_AN_OBJECT,
      asksAll,
      size: isList ? (length ?? ONE) : ONE,
      repeats: isList && !length ? LENGTH_UNSAID : 1,
      inside: places,
    };
  }

  /** @param unsaid how many the list gives where the client does not say */
  private first(node: FieldNode, unsaid: unknown): Size {
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind === Kind.INT) return fixed(Number(value.value));
    const usual = typeof unsaid === 'number' ? unsaid : null;
    if (value?.kind !== Kind.VARIABLE) return fixed(usual);
    const name = value.name.value;
    const preset = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    const otherwise = preset?.kind === Kind.INT ? Number(preset.value) : usual;
    return ({ variables }) => {
      const given = variables[name];
      return rows(typeof given === 'number' ? given : given === null ? usual : otherwise);
    };
  }
}

function fixed(first: number | null): Size {
  const size = rows(first);
  return () => size;
}

/** As many as a list gives for that `first`; it refuses less than nothing. */
function rows(first: number | null): number {
  return Math.max(0, pageSize(first));
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
