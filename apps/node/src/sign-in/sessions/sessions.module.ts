import { Module } from '@nestjs/common';
import { ProviderRecordsRepository } from '../provider/provider-records.repository.js';
import { SessionsResolver } from './sessions.resolver.js';
import { SessionsService } from './sessions.service.js';

/** What gateways ask of the sessions that were begun here: a part of the contract. */
@Module({ providers: [ProviderRecordsRepository, SessionsService, SessionsResolver] })
export class SessionsModule {}
