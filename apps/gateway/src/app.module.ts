import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { ApolloGatewayDriver, type ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { BearerTokens } from '#identity/bearer.js';
import { RosterFile } from '#roster/roster-file.js';
import { Nodes } from './college/nodes.js';
import type { GatewayConfig } from './gateway.config.js';
import { CollegesModule } from './colleges.module.js';
import { GraphiqlController } from './server/graphiql.controller.js';
import { HealthController } from './server/health.controller.js';
import { networkGraph } from './server/network-graph.js';
import { ordinaryGraph } from './server/ordinary-graph.js';

@Module({})
export class AppModule {
  static for(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [config.supergraph === null ? network(config) : ordinary(config.supergraph)],
      controllers: [HealthController, GraphiqlController],
    };
  }
}

function network(config: GatewayConfig): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloGatewayDriverConfig>({
    driver: ApolloGatewayDriver,
    imports: [CollegesModule.for(config, new Logger('Roster'))],
    inject: [RosterFile, Nodes, BearerTokens],
    useFactory: networkGraph,
  });
}

function ordinary(supergraph: string): DynamicModule {
  return GraphQLModule.forRoot<ApolloGatewayDriverConfig>({ driver: ApolloGatewayDriver, ...ordinaryGraph(supergraph) });
}
