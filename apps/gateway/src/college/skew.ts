import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  getNamedType,
  print,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a node lacks of the contract, as schema coordinates: `Type`, `Type.field`, `Type.field(argument)`; of one call also `Type.field(argument: value)`. */
export type Lacking = ReadonlySet<string>;

/** How graphql-js, which every node is built on, says that it does not know a field, an argument or a type. */
const FIELD = /^Cannot query field "(\w+)" on type "(\w+)"/;
const ARGUMENT = /^Unknown argument "(\w+)" on field "(\w+\.\w+)"/;
const TYPE = /^Unknown type "(\w+)"/;

/**
 * What a node lacks, read from its refusal of an operation: `Type.field`, `Type.field(argument)` or `Type`.
 * @returns nothing when the refusal had another reason
 */
export function lackingIn(messages: readonly string[]): string[] {
  return messages.flatMap((message) => {
    const [, field, parent] = FIELD.exec(message) ?? [];
    if (field !== undefined && parent !== undefined) return [`${parent}.${field}`];
    const [, argument, coordinate] = ARGUMENT.exec(message) ?? [];
    if (argument !== undefined && coordinate !== undefined) return [`${coordinate}(${argument})`];
    const [, type] = TYPE.exec(message) ?? [];
    return type === undefined ? [] : [type];
  });
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
