import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Types whose fields take arguments; each is reached by its key. */
const OWNERS = ['College', 'Event', 'Volunteer'] as const;
type Owner = (typeof OWNERS)[number];

/** Where somebody may write what they like: an argument of a field, or a field deep inside it. */
export interface TextPlace {
  readonly operation: 'query' | 'mutation';
  /** The type whose field it is; null for a root field. */
  readonly owner: Owner | null;
  readonly field: string;
  /** Names, and 0 for the only member of a list. */
  readonly path: readonly (string | number)[];
}

/** What stands elsewhere in the same call: by the field, by the argument's own name, by a scalar, or by an enum. */
export type Ordinary = Readonly<Record<string, unknown>>;

/** Rows of a page. */
const ROWS = new Set(['nodes', 'items', 'changes']);
/** Of one name and several types, which members of one union must not be asked for at once. */
const MISMATCHED = new Set(['status', 'capacity']);

const TEXT = new Set(['String', 'ID', 'DateTime', 'Date', 'Month']);

/** Every place for text in the arguments of the schema's fields. */
export function textPlaces(schema: GraphQLSchema): TextPlace[] {
  const within = (of: Pick<TextPlace, 'operation' | 'owner'>): TextPlace[] =>
    Object.values(fieldsOf(schema, of)).flatMap(({ name, args }) =>
      args.flatMap((argument) => placesIn(argument.type, [argument.name]).map((path) => ({ ...of, field: name, path }))),
    );
  const roots = (['query', 'mutation'] as const).flatMap((operation) => within({ operation, owner: null }));
  return [...roots, ...OWNERS.flatMap((owner) => within({ operation: 'query', owner }))];
}

/** The variables of a call that is ordinary all over but there; the names in `ordinary` of a field's own come before those of all. */
export function variablesWith(schema: GraphQLSchema, place: TextPlace, text: string, ordinary: Ordinary): Record<string, unknown> {
  const { owner, field, path } = place;
  const own = ordinary[field];
  const usual = typeof own === 'object' ? { ...ordinary, ...own } : ordinary;
  const args = argumentsOf(schema, place).map((argument) => [argument.name, filled(argument, usual, path[0] === argument.name ? path.slice(1) : null, text)]);
  return { ...Object.fromEntries(args), ...(owner && { owner: [{ __typename: owner, ...keyOf(owner, ordinary) }] }) };
}

/** A document that gives all arguments of a field by variables, and asks for all that its answer says of itself. */
export function documentOf(schema: GraphQLSchema, place: TextPlace): string {
  const { operation, owner, field } = place;
  const args = argumentsOf(schema, place);
  const definitions = args.map(({ name, type }) => `$${name}: ${String(type)}`);
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const asked = `${field}(${given})${selectionOf(schema, fieldsOf(schema, place)[field]?.type)}`;
  if (owner === null) return `${operation} (${definitions.join(', ')}) { ${asked} }`;
  return `query ($owner: [_Any!]!, ${definitions.join(', ')}) { _entities(representations: $owner) { ... on ${owner} { ${asked} } } }`;
}

function keyOf(owner: Owner, ordinary: Ordinary): object {
  return owner === 'College' ? { code: ordinary['college'] } : { id: ordinary[`${owner.toLowerCase()}Id`] };
}

/** Pages read nothing until somebody selects their rows or their total. */
function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType | undefined): string {
  const named = type && getNamedType(type);
  if (!named || isLeafType(named)) return '';
  if (isUnionType(named)) return ` { __typename ${named.getTypes().map((member) => `... on ${member.name}${selectionOf(schema, member)}`).join(' ')} }`;
  if (!isObjectType(named)) return ' { __typename }';
  const plain = Object.values(named.getFields()).filter(({ args }) => args.length === 0);
  const leaves = plain.filter((field) => isLeafType(getNamedType(field.type)) && !MISMATCHED.has(field.name)).map(({ name }) => name);
  const rows = plain.filter(({ name }) => ROWS.has(name)).map(({ name }) => `${name} { __typename }`);
  return ` { ${['__typename', ...leaves, ...rows].join(' ')} }`;
}

function fieldsOf(schema: GraphQLSchema, { operation, owner }: Pick<TextPlace, 'operation' | 'owner'>): Record<string, GraphQLField<unknown, unknown>> {
  const type = owner === null ? (operation === 'query' ? schema.getQueryType() : schema.getMutationType()) : schema.getType(owner);
  return isObjectType(type) ? type.getFields() : {};
}

function argumentsOf(schema: GraphQLSchema, place: TextPlace): readonly GraphQLArgument[] {
  return fieldsOf(schema, place)[place.field]?.args ?? [];
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
