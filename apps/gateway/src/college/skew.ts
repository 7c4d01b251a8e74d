import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  getNamedType,
  isInterfaceType,
  isObjectType,
  print,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a node lacks of the contract, as schema coordinates: `Type`, `Type.field`, `Type.field(argument)`; of one call also `Type.field(argument: value)`. */
export type Lacking = ReadonlySet<string>;

/**
 * How graphql-js, which every node is built on, says that it does not know a field, an argument or a type. No name of the
 * contract is as long as these allow.
 */
const FIELD = /^Cannot query field "(\w{1,100})" on type "(\w{1,100})"/;
const ARGUMENT = /^Unknown argument "(\w{1,100})" on field "(\w{1,100})\.(\w{1,100})"/;
const TYPE = /^Unknown type "(\w{1,100})"/;

/**
 * What a node lacks, read from its refusal of an operation: `Type.field`, `Type.field(argument)` or `Type`. What the
 * contract does not have was never asked of it: whatever a node invents is not worth remembering.
 * @returns nothing when the refusal had another reason
 */
export function lackingIn(messages: readonly string[], schema: GraphQLSchema): string[] {
  const coordinates = messages.map((message) => lackingField(message, schema) ?? lackingArgument(message, schema) ?? lackingType(message, schema));
  return coordinates.filter((coordinate) => coordinate !== null);
}

function lackingField(message: string, schema: GraphQLSchema): string | null {
  const [, name = '', parent = ''] = FIELD.exec(message) ?? [];
  return fieldOf(schema, parent, name) ? `${parent}.${name}` : null;
}

function lackingArgument(message: string, schema: GraphQLSchema): string | null {
  const [, name = '', parent = '', field = ''] = ARGUMENT.exec(message) ?? [];
  const isOfContract = fieldOf(schema, parent, field)?.args.some((argument) => argument.name === name) ?? false;
  return isOfContract ? `${parent}.${field}(${name})` : null;
}

function lackingType(message: string, schema: GraphQLSchema): string | null {
  const [, name = ''] = TYPE.exec(message) ?? [];
  return schema.getType(name) ? name : null;
}

function fieldOf(schema: GraphQLSchema, parent: string, name: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(parent);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/**
 * Whether the node lacks the field, or an argument that is given to it: answering as though the argument had not been
 * given would be another answer than was asked for.
 */
export function isLacking(lacking: Lacking, parent: string, { name, arguments: given = [] }: FieldNode): boolean {
  if (lacking.size === 0) return false;
  const coordinate = `${parent}.${name.value}`;
  return lacking.has(coordinate) || given.some((argument) => lacking.has(`${coordinate}(${argument.name.value})`) || lacking.has(`${coordinate}(${print(argument)})`));
}

const NOTHING_LEFT: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

/** The operation without what the node lacks, as text. */
export function withoutLacking(schema: GraphQLSchema, document: DocumentNode, lacking: Lacking): string {
  const typeInfo = new TypeInfo(schema);
  const stripped = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter: (field) => {
          const type = getNamedType(typeInfo.getType());
          const gone = isLacking(lacking, typeInfo.getParentType()?.name ?? '', field) || lacking.has(type?.name ?? '');
          return gone ? null : undefined;
        },
      },
      InlineFragment: { enter: ({ typeCondition }) => (lacking.has(typeCondition?.name.value ?? '') ? null : undefined) },
      SelectionSet: { leave: ({ selections }) => (selections.length === 0 ? NOTHING_LEFT : undefined) },
    }),
  );
  return print(withoutUnusedVariables(stripped));
}

/** A variable that nothing uses any more would be refused too. */
export function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  return visit(document, {
    OperationDefinition: (operation) => {
      const used = new Set<string>();
      visit(document, {
        VariableDefinition: () => false,
        Variable: ({ name }) => {
          used.add(name.value);
        },
      });
      const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
      return { ...operation, variableDefinitions };
    },
  });
}
