import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLFederationFactory, GraphQLModule } from '@nestjs/graphql';
import { type DefinitionNode, Kind, execute, parse, print } from 'graphql';
import { z } from 'zod';
import { projectFile } from '#contract/project-file.js';
import { UnconnectedDatabaseModule } from './database/unconnected-database.module.js';
import { features } from './features.js';
import { subgraphOptions } from './graph/subgraph-options.js';

/** Where the contract is committed. */
export const CONTRACT_FILE = projectFile('libs/contract/college.graphql');

/** The node's features and no database: a schema is made from the code alone. */
@Module({
  imports: [
    UnconnectedDatabaseModule,
    ...features,
    GraphQLModule.forRoot<ApolloFederationDriverConfig>({ driver: ApolloFederationDriver, ...subgraphOptions }),
  ],
})
class ContractModule {}

const answerShape = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });

/** Prints the schema that the code serves, as a node says it itself: Federation 2 SDL from `_service`. */
export async function printContract(): Promise<string> {
  const app = await NestFactory.create(ContractModule, { logger: false, abortOnError: false });
  const schema = await app.get(GraphQLFederationFactory, { strict: false }).generateSchema(subgraphOptions);
  await app.close();
  const answer = answerShape.parse(await execute({ schema, document: parse('{ _service { sdl } }') }));
  const { definitions } = parse(answer.data._service.sdl);
  return `${print({ kind: Kind.DOCUMENT, definitions: definitions.filter(isOurs) })}\n`;
}

/** Whether a definition is the contract's own; the rest is Federation's, the same in every subgraph. */
function isOurs(definition: DefinitionNode): boolean {
  switch (definition.kind) {
    case Kind.SCHEMA_EXTENSION:
      return true;
    case Kind.SCHEMA_DEFINITION:
    case Kind.DIRECTIVE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return false;
    default:
      return !('name' in definition && /^(_|link__|federation__)/.test(definition.name?.value ?? ''));
  }
}
