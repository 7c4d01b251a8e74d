import { Module } from '@nestjs/common';
import { ViewerResolver } from './viewer.resolver.js';
import { VolunteerFieldsResolver } from './volunteer-fields.resolver.js';
import { CollegeVolunteersResolver, VolunteerConnectionResolver, VolunteersResolver } from './volunteers.resolver.js';
import { VolunteersRepository } from './volunteers.repository.js';
import { VolunteersService } from './volunteers.service.js';

@Module({
  providers: [
    VolunteersRepository,
    VolunteersService,
    VolunteersResolver,
    VolunteerFieldsResolver,
    CollegeVolunteersResolver,
    VolunteerConnectionResolver,
    ViewerResolver,
  ],
  exports: [VolunteersService],
})
export class VolunteersModule {}
