import { Module } from '@nestjs/common';
import { OwnNameResolver } from './own-name.resolver.js';
import { OwnNameService } from './own-name.service.js';
import { PeopleRepository } from './people.repository.js';
import { CollegePeopleResolver, PersonResolver, TeamResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

@Module({
  providers: [PeopleRepository, PeopleService, PersonResolver, TeamResolver, CollegePeopleResolver, OwnNameService, OwnNameResolver],
  exports: [PeopleService],
})
export class PeopleModule {}
