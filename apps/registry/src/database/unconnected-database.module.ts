import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import { createDataSource } from './data-source.js';
import { Decisions } from './decisions.js';

const NOWHERE = 'postgres://127.0.0.1/none';

/** A data source that nobody connects and the configuration of no registry: for reading the code’s schema. */
@Global()
@Module({
  providers: [
    { provide: DataSource, useFactory: () => createDataSource(NOWHERE) },
    { provide: REGISTRY_CONFIG, useValue: {} },
    { provide: REGISTRY_KEYS, useValue: {} },
    Decisions,
  ],
  exports: [DataSource, REGISTRY_CONFIG, REGISTRY_KEYS, Decisions],
})
export class UnconnectedDatabaseModule {}
