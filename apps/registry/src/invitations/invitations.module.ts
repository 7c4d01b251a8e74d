import { Module } from '@nestjs/common';
import { FoundingModule } from '../founding/founding.module.js';
import { LogModule } from '../log/log.module.js';
import { StandingModule } from '../memberships/standing.module.js';
import { InvitationsRepository } from './invitations.repository.js';
import { InvitationsResolver } from './invitations.resolver.js';
import { InvitationsService } from './invitations.service.js';

@Module({
  imports: [StandingModule, LogModule, FoundingModule],
  providers: [InvitationsRepository, InvitationsService, InvitationsResolver],
  exports: [InvitationsRepository],
})
export class InvitationsModule {}
