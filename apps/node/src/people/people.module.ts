import { Module } from '@nestjs/common';
import { PeopleRepository } from './people.repository.js';
import { CollegePeopleResolver, PersonResolver, TeamResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

@Module({
  providers: [PeopleRepository, PeopleService, PersonResolver, TeamResolver, CollegePeopleResolver],
  exports: [PeopleService],
})
export class PeopleModule {}
