import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { ApolloGatewayDriver, type ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { Nodes } from './college/nodes.js';
import { ACCESS_TOKENS, CollegesModule, ROSTER } from './colleges.module.js';
import type { GatewayConfig, NetworkConfig } from './gateway.config.js';
import { Registry } from './registry/registry.js';
import { GraphiqlController } from './server/graphiql.controller.js';
import { HealthController } from './server/health.controller.js';
import { networkGraph } from './server/network-graph.js';
import { ordinaryGraph } from './server/ordinary-graph.js';

@Module({})
export class AppModule {
  static for(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [config.network === null ? ordinary(config.supergraph ?? '') : network(config.network)],
      controllers: [HealthController, GraphiqlController],
    };
  }
}

function network(config: NetworkConfig): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloGatewayDriverConfig>({
    driver: ApolloGatewayDriver,
    imports: [CollegesModule.for(config, new Logger('Roster'))],
    inject: [ROSTER, Nodes, ACCESS_TOKENS, Registry],
    useFactory: networkGraph,
  });
}

function ordinary(supergraph: string): DynamicModule {
  return GraphQLModule.forRoot<ApolloGatewayDriverConfig>({ driver: ApolloGatewayDriver, ...ordinaryGraph(supergraph) });
}
