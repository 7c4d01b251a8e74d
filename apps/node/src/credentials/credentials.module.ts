import { Module } from '@nestjs/common';
import { CredentialIssuer } from './credential-issuer.js';
import { CredentialsRepository } from './credentials.repository.js';
import { IssuingCollege } from './issuing-college.js';
import { StatusListsController } from './status-lists.controller.js';
import { StatusListsService } from './status-lists.service.js';

@Module({
  controllers: [StatusListsController],
  providers: [CredentialsRepository, IssuingCollege, CredentialIssuer, StatusListsService],
  exports: [CredentialIssuer],
})
export class CredentialsModule {}
