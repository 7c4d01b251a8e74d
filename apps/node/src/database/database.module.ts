import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { dataSourceOptions } from './data-source.js';

@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [NODE_CONFIG],
      useFactory: ({ databaseUrl, poolSize, poolWait }: NodeConfig) => ({
        ...dataSourceOptions({ url: databaseUrl, poolSize, acquireTimeout: poolWait }),
        retryAttempts: 3, // a machine that starts many nodes at once may be late
        retryDelay: 500,
      }),
    }),
  ],
})
export class DatabaseModule {}
