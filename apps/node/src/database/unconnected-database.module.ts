import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ROSTER } from '../graph/roster.token.js';
import { NODE_CONFIG } from '../node-config.token.js';
import { createDataSource } from './data-source.js';

const NOWHERE = 'postgres://127.0.0.1/none';

/** A data source that nobody connects, the configuration of no college and nobody’s roster: for reading the code’s schema. */
@Global()
@Module({
  providers: [
    { provide: DataSource, useFactory: () => createDataSource({ url: NOWHERE }) },
    { provide: NODE_CONFIG, useValue: { collegeCode: 'none' } },
    { provide: ROSTER, useValue: null },
  ],
  exports: [DataSource, NODE_CONFIG, ROSTER],
})
export class UnconnectedDatabaseModule {}
