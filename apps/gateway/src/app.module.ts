import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { ApolloGatewayDriver, type ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { RosterSource } from '#roster/roster-source.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { Nodes } from './college/nodes.js';
import { CALLERS, CollegesModule } from './colleges.module.js';
import { StatusLists } from './credentials/status-lists.js';
import { StatusListsController } from './credentials/status-lists.controller.js';
import type { GatewayConfig, NetworkConfig } from './gateway.config.js';
import { RecordBookModule } from './record-book/record-book.module.js';
import { Registry } from './registry/registry.js';
import { RelayModule } from './relay/relay.module.js';
import { relaySettings } from './relay/relay-settings.js';
import { ROSTER } from './roster.token.js';
import { GraphiqlController } from './server/graphiql.controller.js';
import { HealthController } from './server/health.controller.js';
import { Callers } from './server/callers.js';
import { networkGraph } from './server/network-graph.js';
import { ordinaryGraph } from './server/ordinary-graph.js';
import { VerifyPageController } from './verify-page/verify-page.controller.js';

@Module({})
export class AppModule {
  static for(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      imports: config.network === null ? [ordinary(config.supergraph ?? '')] : network(config, config.network),
      controllers: [HealthController, ...(config.introspection ? [GraphiqlController] : []), ...(config.network ? [VerifyPageController, StatusListsController] : [])],
    };
  }
}

function network({ introspection, rateLimit, collegeRateLimit }: GatewayConfig, config: NetworkConfig): DynamicModule[] {
  const colleges = CollegesModule.for(config, { rateLimit, collegeRateLimit }, new Logger('Roster'));
  const graph = GraphQLModule.forRootAsync<ApolloGatewayDriverConfig>({
    driver: ApolloGatewayDriver,
    imports: [colleges],
    inject: [ROSTER, Nodes, CALLERS, Registry, StatusLists],
    useFactory: (roster: RosterSource, nodes: Nodes, callers: Callers, registry: Registry, lists: StatusLists) =>
      networkGraph(roster, { nodes, callers, registry, lists }, introspection),
  });
  return [graph, RelayModule.for(relaySettings(config.id, rateLimit), colleges), RecordBookModule.for(rateLimit, colleges), CalendarModule.for(colleges)];
}

function ordinary(supergraph: string): DynamicModule {
  return GraphQLModule.forRoot<ApolloGatewayDriverConfig>({ driver: ApolloGatewayDriver, ...ordinaryGraph(supergraph) });
}
