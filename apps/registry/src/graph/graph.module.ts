import type { IncomingMessage } from 'node:http';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Logger, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { correlatedErrors } from '#defence/correlated-errors.js';
import { requestIdOf } from '#defence/request-id.js';
import type { Actor } from '#identity/actor.js';
import { RosterModule } from '../roster/roster.module.js';
import { formatError } from './format-error.js';
import { Identification } from './identification.js';
import { subgraphOptions } from './subgraph-options.js';

const log = new Logger('Graph');

/** What every resolver is given. */
export interface GraphContext {
  /** Whoever asks, verified; null for a visitor. */
  readonly actor: Actor | null;
  /** What the log calls the request by. */
  readonly requestId: string;
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
        context: ({ req }: { req: IncomingMessage }): GraphContext => ({ actor: identification.actorOf(req), requestId: requestIdOf(req) }),
        formatError,
        autoTransformHttpErrors: false,
        includeStacktraceInErrorResponses: false,
        playground: false,
        plugins: [
          correlatedErrors(log, formatError),
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
