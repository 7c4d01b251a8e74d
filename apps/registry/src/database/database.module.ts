import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { REGISTRY_CONFIG } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { dataSourceOptions } from './data-source.js';
import { Decisions } from './decisions.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [REGISTRY_CONFIG],
      useFactory: ({ databaseUrl }: RegistryConfig) => ({ ...dataSourceOptions(databaseUrl), retryAttempts: 3, retryDelay: 500 }),
    }),
  ],
  providers: [Decisions],
  exports: [Decisions],
})
export class DatabaseModule {}
