import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';

/** Where somebody may write what they like: an argument of a root field, or a field deep inside it. */
export interface TextPlace {
  readonly operation: 'query' | 'mutation';
  readonly field: string;
  /** Names, and 0 for the only member of a list. */
  readonly path: readonly (string | number)[];
}

/** What stands elsewhere in the same call, by the argument's own name, by a scalar, or by an enum. */
export type Ordinary = Readonly<Record<string, unknown>>;

const TEXT = new Set(['String', 'ID', 'DateTime', 'Date', 'Month']);

/** Every place for text in the arguments of the schema's root fields. */
export function textPlaces(schema: GraphQLSchema): TextPlace[] {
  return (['query', 'mutation'] as const).flatMap((operation) =>
    Object.values(rootFields(schema, operation)).flatMap(({ name, args }) =>
      args.flatMap((argument) => placesIn(argument.type, [argument.name]).map((path) => ({ operation, field: name, path }))),
    ),
  );
}

/** The variables of a call that is ordinary all over but there. */
export function variablesWith(schema: GraphQLSchema, { operation, field, path }: TextPlace, text: string, ordinary: Ordinary): Record<string, unknown> {
  const variables = Object.fromEntries(argumentsOf(schema, operation, field).map((argument) => [argument.name, filled(argument, ordinary, path[0] === argument.name ? path.slice(1) : null, text)]));
  return variables;
}

/** A document that gives all arguments of a root field by variables. */
export function documentOf(schema: GraphQLSchema, { operation, field }: TextPlace): string {
  const args = argumentsOf(schema, operation, field);
  const definitions = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const { type } = rootFields(schema, operation)[field] ?? {};
  const isLeaf = ['Boolean', 'Int', 'String', 'ID'].includes(String(type).replaceAll(/[[\]!]/g, ''));
  return `${operation} (${definitions}) { ${field}(${given})${isLeaf ? '' : ' { __typename }'} }`;
}

function rootFields(schema: GraphQLSchema, operation: 'query' | 'mutation'): Record<string, GraphQLField<unknown, unknown>> {
  return (operation === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {};
}

function argumentsOf(schema: GraphQLSchema, operation: 'query' | 'mutation', field: string): readonly GraphQLArgument[] {
  return rootFields(schema, operation)[field]?.args ?? [];
}

function placesIn(type: GraphQLInputType, path: readonly (string | number)[]): (readonly (string | number)[])[] {
  const named = getNullableType(type);
  if (isListType(named)) return placesIn(named.ofType, [...path, 0]);
  if (isInputObjectType(named)) return Object.values(named.getFields()).flatMap((field) => placesIn(field.type, [...path, field.name]));
  return TEXT.has(String(named)) ? [path] : [];
}

/** Null where nothing need be said. */
function filled({ name, type }: GraphQLArgument | GraphQLInputField, ordinary: Ordinary, path: readonly (string | number)[] | null, text: string): unknown {
  if (path?.length === 0) return text;
  const isNeeded = String(type).endsWith('!');
  if (path === null && name in ordinary) return ordinary[name];
  if (path === null && !isNeeded) return null;
  const named = getNullableType(type);
  if (isListType(named)) return path === null ? [] : [filled({ name, type: named.ofType } as GraphQLInputField, ordinary, path.slice(1), text)];
  if (isInputObjectType(named)) {
    return Object.fromEntries(
      Object.values(named.getFields()).map((field) => [field.name, filled(field, ordinary, path?.[0] === field.name ? path.slice(1) : null, text)]),
    );
  }
  if (isEnumType(named)) return named.getValues()[0]?.name;
  return ordinary[String(named)];
}
