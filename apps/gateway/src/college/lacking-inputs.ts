import {
  type GraphQLInputType,
  type GraphQLSchema,
  TypeInfo,
  getNamedType,
  isEnumType,
  isInputObjectType,
  parse,
  print,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { defaultsOf, operationOf } from './document-parts.js';
import type { Variables } from './graph-context.js';

/** A field of an input type, or a value of an enum. */
interface InputPart {
  readonly type: string;
  readonly name: string;
}

/** How graphql-js says that it does not know a part of an input; before it may stand what the client wrote. No name of the contract is as long as these allow. */
const INPUT_FIELD = /Field "(\w{1,100})" is not defined by type "(\w{1,100})"\.(?: Did you mean .*)?$/s;
const ENUM_VALUE = /Value "(\w{1,100})" does not exist in "(\w{1,100})" enum\.(?: Did you mean .*)?$/s;

/** The part of an input that a node refused an operation for; the gateway has held the input against the contract, so the node lacks it. */
export function lackingInput(message: string): InputPart | null {
  const [, name, type] = INPUT_FIELD.exec(message) ?? ENUM_VALUE.exec(message) ?? [];
  return name === undefined || type === undefined ? null : { type, name };
}

/**
 * The arguments in a document that use what a node lacks, by these messages of its, each with its value, as `Type.field(argument: value)`. They
 * hold for this document with these variables alone: without that part of the input the node knows the argument.
 */
export function argumentsWith(messages: readonly string[], schema: GraphQLSchema, document: string, variables: Variables): string[] {
  const parts = messages.map(lackingInput).filter((part) => part !== null).filter((part) => isOfContract(part, schema));
  if (parts.length === 0) return [];
  const found: string[] = [];
  const typeInfo = new TypeInfo(schema);
  const parsed = parse(document, { noLocation: true });
  const values = { ...defaultsOf(operationOf(parsed)), ...variables };
  visit(
    parsed,
    visitWithTypeInfo(typeInfo, {
      Argument: (argument) => {
        const type = typeInfo.getInputType();
        const given: unknown = valueFromASTUntyped(argument.value, values);
        if (type && parts.some((part) => uses(type, given, part))) found.push(`${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}(${print(argument)})`);
      },
    }),
  );
  return found;
}

function isOfContract({ type, name }: InputPart, schema: GraphQLSchema): boolean {
  const named = schema.getType(type);
  if (isInputObjectType(named)) return name in named.getFields();
  return isEnumType(named) && named.getValues().some((value) => value.name === name);
}

function uses(type: GraphQLInputType, given: unknown, part: InputPart): boolean {
  if (Array.isArray(given)) return given.some((each) => uses(type, each, part));
  const named = getNamedType(type);
  if (isEnumType(named)) return named.name === part.type && given === part.name;
  if (!isInputObjectType(named) || typeof given !== 'object' || given === null) return false;
  if (named.name === part.type && part.name in given) return true;
  const fields = named.getFields();
  return Object.entries(given).some(([name, value]) => {
    const field = fields[name];
    return field !== undefined && uses(field.type, value, part);
  });
}
