import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { entityFloodPlugin } from './entity-flood.plugin.js';
import { formatError } from './format-error.js';
import { Identification } from './identification.js';
import { RequestContextModule } from './request-context.module.js';
import { RequestContexts } from './request-context.js';
import { subgraphOptions } from './subgraph-options.js';

/** The subgraph over HTTP: Federation 2, code first, several operations in one request. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloFederationDriverConfig>({
      driver: ApolloFederationDriver,
      imports: [RequestContextModule],
      inject: [Identification, RequestContexts],
      useFactory: (identification: Identification, contexts: RequestContexts) => ({
        ...subgraphOptions,
        path: '/graphql',
        context: ({ req }: { req: object }) => contexts.make(identification.actorOf(req)),
        formatError,
        autoTransformHttpErrors: false,
        allowBatchedHttpRequests: true,
        includeStacktraceInErrorResponses: false,
        introspection: true,
        playground: false,
        plugins: [
          entityFloodPlugin(),
          // Without the cache control plugin Apollo Server does not wrap every field's resolver.
          ApolloServerPluginCacheControlDisabled(),
          ApolloServerPluginInlineTraceDisabled(),
          ApolloServerPluginUsageReportingDisabled(),
          ApolloServerPluginSchemaReportingDisabled(),
        ],
      }),
    }),
  ],
})
export class GraphModule {}
