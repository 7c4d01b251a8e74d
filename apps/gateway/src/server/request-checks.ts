import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  getVariableValues,
  isScalarType,
} from 'graphql';
import { CLIENT_VARIABLES } from '#contract/limits.js';
import { tooMuchIn } from '#defence/variables-check.js';
import { defaultsOf } from '../college/document-parts.js';
import { hasBadCursor } from './cursor-check.js';
import { badInput } from './http-refusal.js';

/**
 * Refuses with HTTP 400 what is the client's mistake, before any node is asked.
 * @param scalars what the graph's own scalars take: a schema that is built from a supergraph would take anything for them
 */
export function requestChecks(scalars: readonly GraphQLScalarType[]): ApolloServerPlugin {
  return {
    serverWillStart: () => Promise.resolve({ schemaDidLoadOrUpdate: ({ apiSchema }) => teach(apiSchema, scalars) }),
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation, schema, document, request }) => {
          if (!operation) throw unresolved(whichOperation(document, request.operationName));
          if (!schema.getRootType(operation.operation)) throw unresolved(`This graph has no ${operation.operation}s.`);
          checkVariables(schema, operation, request.variables ?? {});
          checkCursors(document, operation, { ...defaultsOf(operation), ...request.variables });
          return Promise.resolve();
        },
      }),
  };
}

/** So many problems with variables are told of; a client that has more has not read the first ones. */
const MOST_PROBLEMS = 5;

/** @throws GraphQLError for variables that hold too much, or of which too much is wrong */
function checkVariables(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): void {
  const tooMuch = tooMuchIn(variables, CLIENT_VARIABLES);
  if (tooMuch !== null) throw badInput(tooMuch);
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MOST_PROBLEMS });
  if (errors.length > MOST_PROBLEMS) throw badInput(`${errors[0]?.message ?? ''} More is wrong with the variables, too.`);
}

/** @throws GraphQLError for a cursor that no list can have given */
function checkCursors(document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): void {
  if (hasBadCursor(document, operation, variables)) throw badInput('after: is not a cursor that this list gave');
}

function teach(schema: GraphQLSchema, scalars: readonly GraphQLScalarType[]): void {
  for (const { name, parseValue, parseLiteral } of scalars) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}

function whichOperation({ definitions }: DocumentNode, asked: string | undefined): string {
  const names = definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? '(unnamed)'] : []));
  return `${asked ? `There is no operation "${asked}"` : 'There are several operations'}; operationName may be: ${names.join(', ')}.`;
}

function unresolved(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE, http: { status: 400 } } });
}
