import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/consents.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ReadersModule } from '../readers/readers.module.js';
import { VolunteerFieldsResolver } from './volunteer-fields.resolver.js';
import { CollegeVolunteersResolver, VolunteerConnectionResolver, VolunteersResolver } from './volunteers.resolver.js';
import { VolunteersRepository } from './volunteers.repository.js';
import { VolunteersService } from './volunteers.service.js';

@Module({
  imports: [PeopleModule, ConsentsModule, ReadersModule],
  providers: [
    VolunteersRepository,
    VolunteersService,
    VolunteersResolver,
    VolunteerFieldsResolver,
    CollegeVolunteersResolver,
    VolunteerConnectionResolver,
  ],
  exports: [VolunteersService],
})
export class VolunteersModule {}
