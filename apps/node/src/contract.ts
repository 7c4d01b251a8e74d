import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLFederationFactory, GraphQLModule } from '@nestjs/graphql';
import { execute, parse, print } from 'graphql';
import { z } from 'zod';
import { ownDefinitions } from '#contract/own-definitions.js';
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
  return `${print(ownDefinitions(parse(answer.data._service.sdl)))}\n`;
}
