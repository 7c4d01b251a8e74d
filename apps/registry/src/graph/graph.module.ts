import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { RosterModule } from '../roster/roster.module.js';
import { formatError } from './format-error.js';
import { Identification } from './identification.js';
import { subgraphOptions } from './subgraph-options.js';

/** What every resolver is given. */
export interface GraphContext {
  /** Whoever asks, verified; null for a visitor. */
  readonly actor: Actor | null;
}

@Module({ imports: [RosterModule], providers: [Identification], exports: [Identification] })
export class IdentificationModule {}

/** The subgraph over HTTP: Federation 2, code first. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloFederationDriverConfig>({
      driver: ApolloFederationDriver,
      imports: [IdentificationModule],
      inject: [Identification],
      useFactory: (identification: Identification) => ({
        ...subgraphOptions,
        path: '/graphql',
        context: ({ req }: { req: object }): GraphContext => ({ actor: identification.actorOf(req) }),
        formatError,
        autoTransformHttpErrors: false,
        includeStacktraceInErrorResponses: false,
        playground: false,
        plugins: [
          ApolloServerPluginCacheControlDisabled(),
          ApolloServerPluginInlineTraceDisabled(),
          ApolloServerPluginUsageReportingDisabled(),
          ApolloServerPluginSchemaReportingDisabled(),
        ],
      }),
    }),
    IdentificationModule,
  ],
  exports: [IdentificationModule],
})
export class GraphModule {}
