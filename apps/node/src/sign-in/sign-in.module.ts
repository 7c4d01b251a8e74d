import { Module } from '@nestjs/common';
import { AccountsRepository } from './accounts/accounts.repository.js';
import { AccountsService } from './accounts/accounts.service.js';
import { NewcomersService } from './directory/newcomers.service.js';
import { SignInAttemptsRepository } from './guessing/sign-in-attempts.repository.js';
import { PartnersRepository } from './partners/partners.repository.js';
import { ProviderRecordsRepository } from './provider/provider-records.repository.js';
import { SignInServer } from './sign-in.server.js';
import { SignInService } from './sign-in.service.js';

/** The college's OpenID provider. */
@Module({
  providers: [
    AccountsRepository,
    AccountsService,
    NewcomersService,
    PartnersRepository,
    ProviderRecordsRepository,
    SignInAttemptsRepository,
    SignInService,
    SignInServer,
  ],
})
export class SignInModule {}
