import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Logger, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { GATEWAY_DOCUMENTS } from '#contract/limits.js';
import { correlatedErrors } from '#defence/correlated-errors.js';
import { documentRule } from '#defence/document-rule.js';
import { requestIdOf } from '#defence/request-id.js';
import { entityFloodPlugin } from './entity-flood.plugin.js';
import { formatError } from './format-error.js';
import { Identification } from './identification.js';
import { RequestContextModule } from './request-context.module.js';
import { RequestContexts } from './request-context.js';
import { subgraphOptions } from './subgraph-options.js';

const log = new Logger('Graph');

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
        context: ({ req }: { req: Request }) => contexts.make(identification.actorOf(req), requestIdOf(req)),
        formatError,
        autoTransformHttpErrors: false,
        allowBatchedHttpRequests: true,
        includeStacktraceInErrorResponses: false,
        introspection: false,
        hideSchemaDetailsFromClientErrors: true,
        parseOptions: { maxLexicalTokens: GATEWAY_DOCUMENTS.tokens },
        validationRules: [documentRule(GATEWAY_DOCUMENTS)],
        playground: false,
        plugins: [
          entityFloodPlugin(),
          correlatedErrors(log, formatError),
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
