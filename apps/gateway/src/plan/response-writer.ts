import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  Kind,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { NotOrdinary, refuseInherited } from './not-ordinary.js';

/** Gives the part of a value that the client asked for. @throws NotOrdinary for a value that cannot stand there */
export type Write = (value: unknown) => unknown;

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/**
 * Compiles an operation's selection once into what copies the asked fields out of all that the plan has gathered, in the
 * order in which they were asked (GraphQL §6.4.3).
 * @throws NotOrdinary for an operation with directives, introspection or abstract types
 */
export function responseWriter(schema: GraphQLSchema, type: GraphQLObjectType, selections: SelectionSetNode, fragments: Fragments): Write {
  return object(type, [selections]);

  function object(parent: GraphQLObjectType, sets: readonly SelectionSetNode[]): Write {
    const asked = new Map<string, FieldNode[]>();
    for (const set of sets) collect(parent, set, asked);
    const fields = [...asked].map(([key, nodes]) => ({ key, write: field(parent, nodes) }));
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotOrdinary(`no ${parent.name}`);
      const source = value as Readonly<Record<string, unknown>>;
      if (source['__typename'] !== undefined && source['__typename'] !== parent.name) throw new NotOrdinary(`no ${parent.name}`);
      const written: Record<string, unknown> = {};
      for (const { key, write } of fields) written[key] = write(source[key]);
      return written;
    };
  }

  function field(parent: GraphQLObjectType, nodes: readonly FieldNode[]): Write {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return () => parent.name;
    const definition = parent.getFields()[name];
    if (!definition) throw new NotOrdinary(`the field ${name}`);
    return output(definition.type, nodes);
  }

  function output(given: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
    if (!isNonNullType(given)) {
      const write = bare(given, nodes);
      return (value) => (value === null || value === undefined ? null : write(value));
    }
    const write = bare(given.ofType, nodes);
    return (value) => {
      if (value === null || value === undefined) throw new NotOrdinary('null');
      return write(value);
    };
  }

  function bare(given: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
    if (isListType(given)) return list(output(given.ofType, nodes));
    if (isLeafType(given)) return leaf(given);
    if (isObjectType(given)) return object(given, nodes.flatMap(({ selectionSet }) => selectionSet ?? []));
    throw new NotOrdinary('an abstract type');
  }

  function collect(parent: GraphQLObjectType, set: SelectionSetNode, into: Map<string, FieldNode[]>): void {
    for (const selection of set.selections) {
      if (selection.directives?.length) throw new NotOrdinary('a directive');
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        refuseInherited(key);
        const known = into.get(key);
        if (known) known.push(selection);
        else into.set(key, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (!fragment) throw new NotOrdinary('a fragment that is not there');
      const condition = fragment.typeCondition?.name.value ?? parent.name;
      if (!isObjectType(schema.getType(condition))) throw new NotOrdinary('an abstract type');
      if (condition === parent.name) collect(parent, fragment.selectionSet, into);
    }
  }
}

function list(write: Write): Write {
  return (value) => {
    if (!Array.isArray(value)) throw new NotOrdinary('no list');
    return value.map(write);
  };
}

const LARGEST_INT = 2 ** 31 - 1;

function leaf(type: GraphQLLeafType): Write {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return checked((value) => typeof value === 'string' && names.has(value));
  }
  if (type === GraphQLInt) return checked((value) => Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_INT);
  if (type === GraphQLFloat) return checked((value) => typeof value === 'number');
  if (type === GraphQLBoolean) return checked((value) => typeof value === 'boolean');
  if (type === GraphQLID || type === GraphQLString) return checked((value) => typeof value === 'string');
  return (value) => value;
}

function checked(fits: (value: unknown) => boolean): Write {
  return (value) => {
    if (fits(value)) return value;
    throw new NotOrdinary('a value of another type');
  };
}
