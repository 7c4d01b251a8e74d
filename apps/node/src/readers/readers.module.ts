import { Module } from '@nestjs/common';
import { ReadersRepository } from './readers.repository.js';
import { PersonalDataReadResolver, VolunteerReadersResolver } from './readers.resolver.js';
import { ReadersService } from './readers.service.js';

@Module({
  providers: [ReadersRepository, ReadersService, PersonalDataReadResolver, VolunteerReadersResolver],
  exports: [ReadersService],
})
export class ReadersModule {}
