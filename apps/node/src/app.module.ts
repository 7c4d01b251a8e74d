import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { DatabaseModule } from './database/database.module.js';
import { features } from './features.js';
import { GraphExceptionFilter } from './graph/graph-exception.filter.js';
import { GraphModule } from './graph/graph.module.js';
import { RosterModule } from './graph/roster.module.js';
import { RequestContextModule } from './graph/request-context.module.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { MessageDeliveryModule } from './messages/message-delivery.module.js';
import { RecordBookModule } from './record-book/record-book.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { NODE_CONFIG } from './node-config.token.js';
import type { NodeConfig } from './node.config.js';

@Global()
@Module({
  imports: [DatabaseModule, RosterModule, ...features, RequestContextModule, GraphModule, IdentityModule, HealthModule, MessageDeliveryModule, RecordBookModule, SignInModule],
  providers: [{ provide: APP_FILTER, useClass: GraphExceptionFilter }],
})
export class AppModule {
  /** The application as one college runs it. */
  static of(config: NodeConfig): DynamicModule {
    return { module: AppModule, providers: [{ provide: NODE_CONFIG, useValue: config }], exports: [NODE_CONFIG] };
  }
}
