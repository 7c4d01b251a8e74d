import { Module } from '@nestjs/common';
import { HeardStatements } from './heard-statements.js';
import { HeardStatementsRepository } from './heard-statements.repository.js';

/** What machines have said, and may not say again. */
@Module({ providers: [HeardStatementsRepository, HeardStatements], exports: [HeardStatements] })
export class HeardModule {}
