import { Module } from '@nestjs/common';
import { CredentialIssuer } from './credential-issuer.js';
import { CredentialsRepository } from './credentials.repository.js';

@Module({
  providers: [CredentialsRepository, CredentialIssuer],
  exports: [CredentialIssuer],
})
export class CredentialsModule {}
