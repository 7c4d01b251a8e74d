import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { PrivateKeys } from '#identity/private-keys.js';
import { DatabaseModule } from './database/database.module.js';
import { features } from './features.js';
import { FoundingModule } from './founding/founding.module.js';
import { ErrorFilter } from './graph/error.filter.js';
import { GraphModule } from './graph/graph.module.js';
import { HealthModule } from './health/health.module.js';
import { JoiningModule } from './joining/joining.module.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from './registry-config.token.js';
import type { RegistryConfig } from './registry.config.js';

@Global()
@Module({
  imports: [DatabaseModule, ...features, JoiningModule, FoundingModule, GraphModule, HealthModule],
  providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
})
export class AppModule {
  static of(config: RegistryConfig, keys: PrivateKeys): DynamicModule {
    const providers = [
      { provide: REGISTRY_CONFIG, useValue: config },
      { provide: REGISTRY_KEYS, useValue: keys },
    ];
    return { module: AppModule, providers, exports: providers };
  }
}
